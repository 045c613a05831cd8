package gufo.filter.rules;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Words inside a text, compared in lower case without making a string for any of them. A word is a
 * run of letters (with their accents) or a run of digits, as long as it can be.
 */
final class Words {

  private Words() {}

  /** The words of {@code text} in lower case, in order. */
  static List<String> of(String text) {
    String folded = folded(text);
    List<String> words = new ArrayList<>();
    int at = 0;
    while (at < folded.length()) {
      int end = end(folded, at);
      if (end > at) {
        words.add(folded.substring(at, end).toLowerCase(Locale.ROOT));
      }
      at = Math.max(end, at + 1);
    }
    return words;
  }

  /**
   * Makes letters that look alike equal: wide forms, accents written apart. A text in ASCII, the
   * usual case, is returned as it is.
   */
  static String folded(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 128) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
      }
    }
    return text;
  }

  /** Where the word that begins at {@code at} ends; {@code at} itself when none begins there. */
  static int end(String text, int at) {
    int end = runEnd(text, at, false);
    return end > at ? end : runEnd(text, at, true);
  }

  private static int runEnd(String text, int at, boolean digits) {
    int end = at;
    while (end < text.length()) {
      int c = text.codePointAt(end);
      if (!(digits ? Character.isDigit(c) : letter(c))) {
        break;
      }
      end += Character.charCount(c);
    }
    return end;
  }

  private static boolean letter(int c) {
    if (c < 128) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
    return Character.isLetter(c) || Character.getType(c) == Character.NON_SPACING_MARK;
  }

  /** Whether {@code text} from {@code start} to {@code end} is {@code lowerCase} in any case. */
  static boolean same(String text, int start, int end, String lowerCase) {
    if (end - start != lowerCase.length()) {
      return false;
    }
    for (int i = start; i < end; i++) {
      if (lower(text.charAt(i)) != lowerCase.charAt(i - start)) {
        return false;
      }
    }
    return true;
  }

  /** Equal for words that are {@link #same}. */
  static int hash(String text, int start, int end) {
    int hash = 0;
    for (int i = start; i < end; i++) {
      hash = 31 * hash + lower(text.charAt(i));
    }
    return hash ^ (hash >>> 15);
  }

  /** ASCII only: a folded text has no other capitals. */
  private static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
  }
}
