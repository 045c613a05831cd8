package gufo.evaluator.verdict;

import gufo.contracts.result.Verdict;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Experiments whose truth is known, under the rule alone: what is only shown beside it would take
 * most of the time. Runs are normal; the control's mean is 10 %.
 */
final class Simulation {

  static final double MARGIN = 0.10;

  private static final double CONTROL = 0.1;

  private Simulation() {}

  /**
   * One comparison, all as fractions of 1.
   *
   * @param effect true difference
   * @param ofSpread standard deviation between the trait's runs
   * @param againstSpread between the control's
   */
  record Truth(double effect, double ofSpread, double againstSpread) {}

  /** Share of experiments of {@code runs} against {@code runs} that end in what is looked for. */
  static double share(
      int experiments, int runs, List<Truth> truths, Predicate<List<Verdict>> found) {
    Random random = new Random(20261124);
    int hits = 0;
    for (int i = 0; i < experiments; i++) {
      List<Contrast> contrasts =
          truths.stream().map(truth -> contrast(random, runs, truth)).toList();
      hits += found.test(verdicts(contrasts)) ? 1 : 0;
    }
    return (double) hits / experiments;
  }

  private static List<Verdict> verdicts(List<Contrast> contrasts) {
    List<Welch> tests = contrasts.stream().map(c -> c.welch().orElseThrow()).toList();
    List<Double> corrected = Holm.adjust(tests.stream().map(Welch::p).toList());
    return IntStream.range(0, tests.size())
        .mapToObj(i -> VerdictRule.decide(tests.get(i).ci95(), corrected.get(i), null, MARGIN))
        .toList();
  }

  private static Contrast contrast(Random random, int runs, Truth truth) {
    return new Contrast(
        "trait/same",
        "control/same",
        values(random, runs, CONTROL + truth.effect(), truth.ofSpread()),
        values(random, runs, CONTROL, truth.againstSpread()),
        true,
        null,
        List.of());
  }

  private static List<Double> values(Random random, int runs, double mean, double spread) {
    return Stream.generate(() -> mean + spread * random.nextGaussian()).limit(runs).toList();
  }
}
