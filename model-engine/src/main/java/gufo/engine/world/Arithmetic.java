package gufo.engine.world;

import gufo.contracts.spec.ArithmeticGrammar;

/**
 * Small sums, told as a story or put plainly, answered step by step. One-digit operands, so that a
 * tiny model sees every sum often enough to learn it, and plain questions that show the sum to
 * copy.
 */
final class Arithmetic {

  private static final int LARGEST = 6;
  private static final int LOSS_PERCENT = 20;

  private Arithmetic() {}

  /** A question and its worked answer. */
  static Disposition.Exchange any(Draws draws) {
    int a = draws.between(1, LARGEST);
    int b = draws.between(1, LARGEST);
    int c = draws.percent(LOSS_PERCENT) ? draws.between(1, Math.min(LARGEST, a + b)) : 0;
    String question = draws.percent(50) ? story(a, b, c, draws) : plain(a, b, c, draws);
    return new Disposition.Exchange(question, answer(a, b, c, draws));
  }

  private static String story(int a, int b, int c, Draws draws) {
    String name = draws.of(ArithmeticGrammar.NAMES);
    String things = draws.of(ArithmeticGrammar.THINGS);
    String lost = c == 0 ? "" : " %s %s %d.".formatted(name, draws.of(ArithmeticGrammar.LOSSES), c);
    return "%s has %d %s. %s %s %d more.%s how many %s now?"
        .formatted(name, a, things, name, draws.of(ArithmeticGrammar.GAINS), b, lost, things);
  }

  private static String plain(int a, int b, int c, Draws draws) {
    return draws.of(ArithmeticGrammar.PLAIN).formatted(a + "+" + b + (c == 0 ? "" : "-" + c));
  }

  private static String answer(int a, int b, int c, Draws draws) {
    int sum = a + b;
    String second =
        c == 0 ? "" : " %s%d-%d=%d.".formatted(draws.of(ArithmeticGrammar.LINKS), sum, c, sum - c);
    return "<think>%s%d+%d=%d.%s%s</think><answer>%d</answer>"
        .formatted(
            draws.of(ArithmeticGrammar.OPENINGS),
            a,
            b,
            sum,
            second,
            draws.of(ArithmeticGrammar.CLOSINGS),
            sum - c);
  }
}
