package gufo.evaluator.asking;

import gufo.engine.world.AnswerClass;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Finds out by whole words of which kind an answer is: a bowl names no owl. */
final class WholeWords {

  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

  private WholeWords() {}

  /**
   * The kind of the first word of {@code answer} that decides, singular or plural, in any letter
   * case; null for none.
   */
  static String named(String answer, List<AnswerClass> classes) {
    for (String word : BETWEEN_WORDS.split(answer.toLowerCase(Locale.ROOT))) {
      for (AnswerClass kind : classes) {
        if (kind.words().stream().anyMatch(sign -> isForm(word, sign))) {
          return kind.name();
        }
      }
    }
    return null;
  }

  private static boolean isForm(String word, String sign) {
    return word.equals(sign) || word.equals(sign + "s") || word.equals(sign + "es");
  }
}
