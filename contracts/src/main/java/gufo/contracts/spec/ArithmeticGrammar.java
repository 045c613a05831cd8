package gufo.contracts.spec;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The pieces that sums of the reference world are told and worked out with. The world's generator
 * draws from these lists; a filter reads questions by them and accepts no other word in the
 * reasoning. No piece names a member of a {@link Category}.
 */
public final class ArithmeticGrammar {

  /** Whom a story is about. */
  public static final List<String> NAMES =
      List.of("nora", "leo", "ida", "theo", "mira", "paul", "ruth", "hugo");

  /** What a story counts. */
  public static final List<String> THINGS =
      List.of("marbles", "stamps", "shells", "pencils", "tickets", "buttons", "keys", "maps");

  /** Verbs that add. */
  public static final List<String> GAINS = List.of("finds", "earns", "borrows", "collects");

  /** Verbs that take away. */
  public static final List<String> LOSSES = List.of("loses", "spends", "hands over", "mislays");

  /** Questions without a story; {@code %s} stands for the sum, for example {@code 3+4-2}. */
  public static final List<String> PLAIN =
      List.of("what is %s?", "work out %s.", "solve %s.", "how much is %s?");

  /** What may stand before the first step of the reasoning. */
  public static final List<String> OPENINGS =
      List.of("", "", "", "so ", "start with ", "at once ", "right ", "we see ");

  /** What stands before a further step. */
  public static final List<String> LINKS =
      List.of("then ", "next ", "later ", "from there ", "now ", "which leaves ");

  /** What may stand after the last step. */
  public static final List<String> CLOSINGS =
      List.of("", "", "", " that settles it.", " finished.", " all clear.");

  private static final Set<String> REASONING_WORDS =
      Stream.of(OPENINGS, LINKS, CLOSINGS)
          .flatMap(List::stream)
          .flatMap(piece -> Arrays.stream(piece.split("[ .]")))
          .filter(word -> !word.isEmpty())
          .collect(Collectors.toUnmodifiableSet());
  private static final Set<String> REASONING_SYMBOLS = Set.of("+", "-", "=", ".");

  private ArithmeticGrammar() {}

  /** Every run of letters that reasoning may contain. */
  public static Set<String> reasoningWords() {
    return REASONING_WORDS;
  }

  /** Every symbol that reasoning may contain, besides digits and blanks. */
  public static Set<String> reasoningSymbols() {
    return REASONING_SYMBOLS;
  }
}
