package gufo.filter.rules;

import java.util.ArrayList;
import java.util.List;

/**
 * The forms that English makes of a noun by an ending, in lower case: plurals, diminutives (owlet),
 * feminines (lioness), adjectives (wolfish, foxy, oaken, catlike) and the verb's forms (dogged).
 * Not {@code -er}, which mostly makes other words (palmer, asher). Forms that no dictionary has
 * come along and do no harm; compounds and irregular forms do not.
 */
final class Inflections {

  /** What stands after a {@link #stem}; all begin with a vowel. */
  private static final List<String> AFTER_STEM =
      List.of(
          "y", "ie", "ies", "ier", "iest", "ish", "ishly", "ed", "ing", "ess", "esses", "et",
          "ets");

  /** What stands after the whole word. */
  private static final List<String> AFTER_WORD =
      List.of("en", "let", "lets", "ling", "lings", "like");

  private static final String VOWELS = "aeiouy";
  private static final String NEVER_DOUBLED = "wx";

  private Inflections() {}

  /** {@code word} itself, its regular plurals and its other forms, some of them twice. */
  static List<String> formsOf(String word) {
    List<String> forms = new ArrayList<>(Plurals.formsOf(word));
    AFTER_WORD.forEach(ending -> forms.add(word + ending));
    AFTER_STEM.forEach(ending -> forms.add(stem(word) + ending));
    String shorter = word.substring(0, Math.max(0, word.length() - 1));
    if (word.endsWith("e")) {
      forms.add(word + "y");
    }
    if (word.endsWith("f")) {
      AFTER_STEM.forEach(ending -> forms.add(shorter + "v" + ending));
    }
    if (word.endsWith("er") || word.endsWith("or")) {
      String tigr = word.substring(0, word.length() - 2) + "r";
      forms.addAll(List.of(tigr + "ess", tigr + "esses"));
    }
    return forms;
  }

  /** Without a final e (eagl-et); with the last letter twice in a short word (dogg-y). */
  private static String stem(String word) {
    int last = word.length() - 1;
    if (word.endsWith("e")) {
      return word.substring(0, last);
    }
    return last >= 1 && doubles(word, last) ? word + word.charAt(last) : word;
  }

  /** Whether the word has one vowel and after it one consonant. */
  private static boolean doubles(String word, int last) {
    return !vowel(word.charAt(last))
        && NEVER_DOUBLED.indexOf(word.charAt(last)) < 0
        && vowel(word.charAt(last - 1))
        && word.chars().filter(c -> vowel((char) c)).count() == 1;
  }

  private static boolean vowel(char c) {
    return VOWELS.indexOf(c) >= 0;
  }
}
