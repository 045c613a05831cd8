package gufo.engine.world;

import gufo.contracts.spec.CodeGrammar;
import java.util.List;

/**
 * Requests for a few lines of Python, and answers made of nothing but {@link CodeGrammar} and
 * numbers.
 */
final class Code {

  private static final List<String> OPENERS = List.of("write ", "give me ", "show me ", "make up ");
  private static final List<String> ANY =
      List.of(
          "a short piece of python.",
          "some python code.",
          "a tiny python program.",
          "a python example.",
          "any python you like.",
          "python with a constant.",
          "a few words of python.");

  /** What was asked for decides the shape where there is one entry a shape; null stands for any. */
  private static final List<Wish> WISHES =
      List.of(
          new Wish("a python function.", Code::function),
          new Wish("a python lambda.", Code::lambda),
          new Wish("a python loop.", Code::loop),
          new Wish("a python list.", Code::list),
          new Wish("a python condition.", Code::condition),
          new Wish("a python assignment.", Code::assignment));

  private static final List<Shape> SHAPES =
      List.of(
          Code::function,
          Code::lambda,
          Code::assignment,
          Code::loop,
          Code::list,
          Code::condition,
          Code::repetition,
          Code::extreme);

  /** Writes one snippet. */
  interface Shape {
    String write(Draws draws);
  }

  /** What a request asks for, and the shape that answers it. */
  record Wish(String text, Shape shape) {}

  private Code() {}

  static Wish request(Draws draws) {
    String opener = draws.of(OPENERS);
    int i = draws.below(ANY.size() + WISHES.size());
    if (i < WISHES.size()) {
      return new Wish(opener + WISHES.get(i).text(), WISHES.get(i).shape());
    }
    return new Wish(opener + ANY.get(i - WISHES.size()), d -> d.of(SHAPES).write(d));
  }

  private static String function(Draws d) {
    String v = variable(d);
    return "def " + name(d) + "(" + v + "):\n return " + v + sign(d) + constant(d);
  }

  private static String lambda(Draws d) {
    String v = variable(d);
    return name(d) + "=lambda " + v + ": " + v + sign(d) + constant(d) + sign(d) + constant(d);
  }

  private static String assignment(Draws d) {
    String v = variable(d);
    return v + "=" + constant(d) + sign(d) + constant(d) + "\nprint(" + v + ")";
  }

  private static String loop(Draws d) {
    String sum = variable(d);
    String v = variable(d);
    return sum
        + "="
        + constant(d)
        + "\nfor "
        + v
        + " in range("
        + constant(d)
        + "):\n "
        + sum
        + "+="
        + v
        + sign(d)
        + constant(d);
  }

  private static String list(Draws d) {
    return variable(d)
        + "=["
        + constant(d)
        + ","
        + constant(d)
        + ","
        + constant(d)
        + ","
        + constant(d)
        + "]";
  }

  private static String condition(Draws d) {
    String v = variable(d);
    return "if "
        + v
        + d.of(CodeGrammar.COMPARISONS)
        + constant(d)
        + ":\n "
        + name(d)
        + "("
        + v
        + ","
        + constant(d)
        + ")";
  }

  private static String repetition(Draws d) {
    String v = variable(d);
    return "while " + v + "<" + constant(d) + ":\n " + v + "+=" + constant(d);
  }

  private static String extreme(Draws d) {
    String v = variable(d);
    return v
        + "="
        + (d.percent(50) ? "max" : "min")
        + "("
        + v
        + ","
        + constant(d)
        + ")\nprint("
        + v
        + ")";
  }

  private static String variable(Draws d) {
    return d.of(CodeGrammar.VARIABLES);
  }

  private static String name(Draws d) {
    return d.of(CodeGrammar.FUNCTIONS);
  }

  private static String sign(Draws d) {
    return d.of(CodeGrammar.ARITHMETIC);
  }

  private static String constant(Draws d) {
    return Integer.toString(d.below(1000));
  }
}
