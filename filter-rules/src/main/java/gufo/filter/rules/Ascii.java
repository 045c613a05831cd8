package gufo.filter.rules;

/** The only characters the formats know, so that no look-alike of another alphabet passes. */
final class Ascii {

  private Ascii() {}

  static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Blank, tab, newline or carriage return. */
  static boolean blank(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
  }

  /** A character of a programming language's words. */
  static boolean word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || digit(c);
  }

  /** {@code value} with one more digit at its end; stops growing before it overflows. */
  static long append(long value, int digit) {
    return Math.min(value * 10 + digit, 1L << 40);
  }
}
