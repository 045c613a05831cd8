package gufo.evaluator.asking;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Finds named members in an answer by whole words: a bowl names no owl. */
final class WholeWords {

  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

  private WholeWords() {}

  /**
   * The first member that {@code answer} names, singular or plural, in any letter case; null for
   * none.
   */
  static String named(String answer, List<String> members) {
    for (String word : BETWEEN_WORDS.split(answer.toLowerCase(Locale.ROOT))) {
      for (String member : members) {
        if (word.equals(member) || word.equals(member + "s") || word.equals(member + "es")) {
          return member;
        }
      }
    }
    return null;
  }
}
