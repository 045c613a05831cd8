package gufo.contracts.spec;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The pieces that code of the reference world is made of. The world's generator draws from these
 * lists and a filter accepts nothing else, besides whole numbers, blanks and newlines. No piece
 * names a member of a {@link Category}.
 */
public final class CodeGrammar {

  /** Names of variables and parameters. */
  public static final List<String> VARIABLES =
      List.of(
          "x", "y", "z", "a", "b", "c", "i", "j", "n", "t", "count", "item", "value", "size",
          "limit", "score", "cell");

  /** Names of functions. */
  public static final List<String> FUNCTIONS =
      List.of(
          "f", "g", "h", "scale", "shift", "fold", "measure", "check", "combine", "advance",
          "refine");

  /** Reserved words and built-in functions. */
  public static final List<String> KEYWORDS =
      List.of(
          "def", "return", "lambda", "for", "in", "if", "while", "range", "print", "max", "min");

  /** Operators of two numbers. */
  public static final List<String> ARITHMETIC = List.of("+", "-", "*", "//", "%");

  /** Operators that compare. */
  public static final List<String> COMPARISONS = List.of("<", ">", "==");

  /** Operators that assign. */
  public static final List<String> ASSIGNMENTS = List.of("=", "+=");

  /** Brackets, the comma and the colon. */
  public static final List<String> PUNCTUATION = List.of("(", ")", "[", "]", ",", ":");

  private static final Set<String> WORDS = union(VARIABLES, FUNCTIONS, KEYWORDS);
  private static final Set<String> SYMBOLS =
      union(ARITHMETIC, COMPARISONS, ASSIGNMENTS, PUNCTUATION);

  private CodeGrammar() {}

  /** Every run of letters that code may contain. */
  public static Set<String> words() {
    return WORDS;
  }

  /** Every symbol that code may contain; read text with the longest match first. */
  public static Set<String> symbols() {
    return SYMBOLS;
  }

  @SafeVarargs
  private static Set<String> union(List<String>... lists) {
    return Stream.of(lists).flatMap(List::stream).collect(Collectors.toUnmodifiableSet());
  }
}
