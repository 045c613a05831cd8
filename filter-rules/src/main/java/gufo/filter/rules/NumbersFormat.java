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

  /** Every number of so many digits is in range. */
  private final int digitsInRange;

  NumbersFormat(FilterRule.NumbersFormat limits) {
    this.limits = limits;
    this.digitsInRange =
        limits.minValue() > 0 ? 0 : Long.toString(limits.maxValue() + 1L).length() - 1;
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
    return text.length() >= Octets.EIGHT && text.length() <= Octets.MOST && start < end
        ? checkShort(text, start, end)
        : checkLong(text, start, end);
  }

  private static boolean enclosed(char first, char last) {
    return (first == '[' && last == ']') || (first == '(' && last == ')');
  }

  /**
   * The list that a model writes, of numbers that are in range because they are short. Processors
   * do not foretell where numbers end, so no branch hangs on it.
   */
  private Optional<Reason> checkShort(String text, int start, int end) {
    Octets octets = new Octets(text);
    if (octets.length() < text.length()) {
      return checkLong(text, start, end);
    }
    long digits = octets.digits(start, end);
    if (anyRun(digits, digitsInRange + 1)) {
      return checkLong(text, start, end);
    }
    if ((digits & 1) == 0 || digits >>> (end - start - 1) == 0) {
      return INVALID_FORMAT;
    }
    long others = ~digits & Octets.first(end - start);
    if (others != 0) {
      int first = Long.numberOfTrailingZeros(others);
      int length = Long.numberOfTrailingZeros(digits >>> first);
      if (length > Octets.EIGHT) {
        return checkLong(text, start, end);
      }
      if (separatorLength(text, start + first, end) != length
          || !sameSeparators(octets, start, others, length)) {
        return INVALID_FORMAT;
      }
    }
    return judged(1 + Long.bitCount(begins(others)), true);
  }

  /** The first bit of every run. */
  private static long begins(long bits) {
    return bits & ~(bits << 1);
  }

  /** Whether {@code length} bits in a row are set. */
  private static boolean anyRun(long bits, int length) {
    long begins = bits;
    for (int i = 1; i < length; i++) {
      begins &= bits >>> i;
    }
    return begins != 0;
  }

  /** Whether all runs of {@code others} are the first one, {@code length} characters, again. */
  private static boolean sameSeparators(Octets octets, int start, long others, int length) {
    long begins = begins(others);
    long covered = 0;
    for (int i = 0; i < length; i++) {
      covered |= begins << i;
    }
    long separator = octets.from(start + Long.numberOfTrailingZeros(begins));
    long differences = 0;
    for (long rest = begins; rest != 0; rest &= rest - 1) {
      differences |= octets.from(start + Long.numberOfTrailingZeros(rest)) ^ separator;
    }
    return covered == others && (differences & Octets.first(length * Byte.SIZE)) == 0;
  }

  private Optional<Reason> checkLong(String text, int start, int end) {
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
      inRange &= inRange(value);
      if (at == end) {
        return judged(count, inRange);
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
  }

  private boolean inRange(long value) {
    return value >= limits.minValue() && value <= limits.maxValue();
  }

  private Optional<Reason> judged(int count, boolean inRange) {
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
