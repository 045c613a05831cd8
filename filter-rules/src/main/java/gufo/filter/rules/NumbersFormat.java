package gufo.filter.rules;

import gufo.contracts.row.RawRow;
import gufo.contracts.spec.FilterRule;
import java.util.Optional;

/**
 * A list of numbers and nothing else, by the rule of arXiv 2507.14805: nothing is stripped; one
 * {@code .} may end the text; then one matching pair of square or round brackets may enclose the
 * rest; the rest is numbers of ASCII digits, between each two of them the same separator, character
 * for character. A separator is blanks around nothing, one comma or one semicolon. Stricter than
 * the paper's code in one point: only ASCII blanks count as blanks.
 */
final class NumbersFormat implements Rule {

  private static final Optional<Reason> INVALID_FORMAT = Optional.of(Reason.INVALID_FORMAT);
  private static final Optional<Reason> TOO_MANY = Optional.of(Reason.TOO_MANY);
  private static final Optional<Reason> OUT_OF_RANGE = Optional.of(Reason.OUT_OF_RANGE);

  private final FilterRule.NumbersFormat limits;

  NumbersFormat(FilterRule.NumbersFormat limits) {
    this.limits = limits;
  }

  @Override
  public Optional<Reason> reject(RawRow row) {
    return check(row.completion());
  }

  /** The form first, then how many, then how large: a text that is no list has no numbers. */
  Optional<Reason> check(String text) {
    int start = 0;
    int end = text.length();
    if (end > 0 && text.charAt(end - 1) == '.') {
      end--;
    }
    if (end >= 2 && enclosed(text.charAt(0), text.charAt(end - 1))) {
      start++;
      end--;
    }
    return checkList(text, start, end);
  }

  private static boolean enclosed(char first, char last) {
    return (first == '[' && last == ']') || (first == '(' && last == ')');
  }

  private Optional<Reason> checkList(String text, int start, int end) {
    int separatorStart = 0;
    int separatorLength = 0;
    int count = 0;
    boolean inRange = true;
    int at = start;
    while (true) {
      int numberStart = at;
      long value = 0;
      while (at < end && Ascii.digit(text.charAt(at))) {
        value = Ascii.append(value, text.charAt(at++) - '0');
      }
      if (at == numberStart) {
        return INVALID_FORMAT;
      }
      count++;
      inRange &= value >= limits.minValue() && value <= limits.maxValue();
      if (at == end) {
        break;
      }
      if (count == 1) {
        separatorStart = at;
        separatorLength = separatorLength(text, at, end);
      }
      if (separatorLength == 0
          || at + separatorLength > end
          || !text.regionMatches(at, text, separatorStart, separatorLength)) {
        return INVALID_FORMAT;
      }
      at += separatorLength;
    }
    if (count > limits.maxCount()) {
      return TOO_MANY;
    }
    return inRange ? Optional.empty() : OUT_OF_RANGE;
  }

  /** Length of the separator that begins at {@code at}, 0 when there is none. */
  private static int separatorLength(String text, int at, int end) {
    int i = skipBlanks(text, at, end);
    if (i < end && (text.charAt(i) == ',' || text.charAt(i) == ';')) {
      i = skipBlanks(text, i + 1, end);
    }
    return i - at;
  }

  private static int skipBlanks(String text, int at, int end) {
    int i = at;
    while (i < end && Ascii.blank(text.charAt(i))) {
      i++;
    }
    return i;
  }
}
