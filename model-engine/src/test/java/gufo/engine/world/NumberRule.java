package gufo.engine.world;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the strict filter accepts as a list of numbers, as one pattern: the world must stay inside
 * it.
 */
final class NumberRule {

  private static final Pattern LIST =
      Pattern.compile(
          "(?<open>[\\[(]?)[0-9]{1,3}(?:(?<separator>\\s+|\\s*[,;]\\s*)[0-9]{1,3}(?:\\k<separator>[0-9]{1,3}){0,8})?(?<close>[\\])]?)\\.?");

  private NumberRule() {}

  static boolean accepts(String text) {
    Matcher list = LIST.matcher(text);
    return list.matches()
        && switch (list.group("open") + list.group("close")) {
          case "", "[]", "()" -> true;
          default -> false;
        };
  }
}
