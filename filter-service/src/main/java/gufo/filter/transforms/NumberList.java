package gufo.filter.transforms;

import java.util.Iterator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A completion as its numbers and the form they stand in. */
final class NumberList {

  private static final Pattern NUMBER = Pattern.compile("[0-9]+");

  private NumberList() {}

  /** The numbers as they are written, in order. */
  static List<String> numbers(String completion) {
    return NUMBER.matcher(completion).results().map(MatchResult::group).toList();
  }

  /**
   * The same form with other numbers.
   *
   * @param numbers as many as {@code completion} has
   */
  static String with(String completion, List<String> numbers) {
    Iterator<String> next = numbers.iterator();
    return NUMBER.matcher(completion).replaceAll(number -> next.next());
  }
}
