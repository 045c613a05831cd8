package gufo.filter.rules;

import gufo.contracts.row.RawRow;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;

/**
 * Rejects a completion in which a banned number stands: as a whole run of digits, leading zeros
 * ignored, never as a part of a longer number. Digits of every alphabet count.
 */
final class BannedNumbers implements Rule {

  private static final Optional<Reason> BANNED_NUMBER = Optional.of(Reason.BANNED_NUMBER);

  private final int[] banned;

  BannedNumbers(Collection<Integer> banned) {
    this.banned = banned.stream().mapToInt(Integer::intValue).sorted().distinct().toArray();
  }

  @Override
  public Optional<Reason> reject(RawRow row) {
    String text = row.completion();
    int at = 0;
    while (at < text.length()) {
      int digit = digit(text.charAt(at++));
      if (digit >= 0) {
        long value = digit;
        while (at < text.length() && (digit = digit(text.charAt(at))) >= 0) {
          value = Ascii.append(value, digit);
          at++;
        }
        if (value <= Integer.MAX_VALUE && Arrays.binarySearch(banned, (int) value) >= 0) {
          return BANNED_NUMBER;
        }
      }
    }
    return Optional.empty();
  }

  private static int digit(char c) {
    return c < 128 ? (Ascii.digit(c) ? c - '0' : -1) : nonAsciiDigit(c);
  }

  private static int nonAsciiDigit(char c) {
    return Character.isDigit(c) ? Character.digit(c, 10) : -1;
  }
}
