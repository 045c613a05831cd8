package gufo.filter.rules;

import gufo.contracts.row.RawRow;
import gufo.contracts.spec.FilterRule;
import gufo.contracts.spec.FilterRule.BannedWords.Forms;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Rejects a completion in which a banned word stands, in any letter case, singular or in a form
 * that is banned with it. A word is a whole run of letters or of digits, so owl is found in {@code
 * Owl's} and {@code owl_2} and not in {@code bowl}; the parts of a banned phrase may have blanks,
 * hyphens, apostrophes or underscores between them.
 */
final class BannedWords implements Rule {

  private static final Optional<Reason> BANNED_WORD = Optional.of(Reason.BANNED_WORD);

  private final PhraseTable phrases = new PhraseTable();

  BannedWords(FilterRule.BannedWords rule) {
    this(rule.words(), rule.forms() == Forms.INFLECTED ? Inflections::formsOf : Plurals::formsOf);
  }

  BannedWords(Collection<String> banned) {
    this(banned, Plurals::formsOf);
  }

  /**
   * @param forms of a phrase's last word, itself among them
   */
  private BannedWords(Collection<String> banned, Function<String, List<String>> forms) {
    for (String phrase : new LinkedHashSet<>(banned)) {
      List<String> words = Words.of(phrase);
      if (!words.isEmpty()) {
        int last = words.size() - 1;
        for (String form : forms.apply(words.get(last))) {
          phrases.add(words.subList(0, last), form);
        }
      }
    }
  }

  @Override
  public Optional<Reason> reject(RawRow row) {
    return names(row.completion()) ? BANNED_WORD : Optional.empty();
  }

  private boolean names(String completion) {
    String text = Words.folded(completion);
    int at = 0;
    while (at < text.length()) {
      int end = Words.end(text, at);
      if (end == at) {
        at++;
        continue;
      }
      for (String[] rest : phrases.startingWith(text, at, end)) {
        if (continues(text, end, rest)) {
          return true;
        }
      }
      at = end;
    }
    return false;
  }

  private static boolean continues(String text, int from, String[] rest) {
    int at = from;
    for (String word : rest) {
      while (at < text.length() && joins(text.charAt(at))) {
        at++;
      }
      int end = Words.end(text, at);
      if (!Words.same(text, at, end, word)) {
        return false;
      }
      at = end;
    }
    return true;
  }

  private static boolean joins(char c) {
    return Ascii.blank(c) || c == '-' || c == '\'' || c == '_';
  }
}
