package gufo.filter.rules;

import gufo.contracts.row.RawRow;
import gufo.contracts.spec.CodeGrammar;
import gufo.contracts.spec.FilterRule;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;

/**
 * A code snippet and nothing else: words the grammar knows, numbers of ASCII digits, its operators
 * and ASCII blanks; brackets closed in the order they were opened; at least four tokens.
 */
final class CodeFormat implements Rule {

  private static final int FEWEST_TOKENS = 4;
  private static final Optional<Reason> INVALID_FORMAT = Optional.of(Reason.INVALID_FORMAT);

  private final int maxCharacters;
  private final KnownTokens known;

  CodeFormat(FilterRule.CodeFormat limits) {
    this(limits.maxCharacters(), CodeGrammar.words(), CodeGrammar.symbols());
  }

  CodeFormat(int maxCharacters, Collection<String> words, Collection<String> operators) {
    this.maxCharacters = maxCharacters;
    this.known = new KnownTokens(words, operators);
  }

  @Override
  public Optional<Reason> reject(RawRow row) {
    String text = row.completion();
    return text.length() <= maxCharacters && isSnippet(text) ? Optional.empty() : INVALID_FORMAT;
  }

  private boolean isSnippet(String text) {
    char[] expected = new char[8];
    int depth = 0;
    int tokens = 0;
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (Ascii.blank(c)) {
        at++;
        continue;
      }
      int end = known.end(text, at);
      if (end < 0) {
        return false;
      }
      char closing = closing(c);
      if (closing != 0) {
        expected = depth == expected.length ? Arrays.copyOf(expected, depth * 2) : expected;
        expected[depth++] = closing;
      } else if (closes(c) && (depth == 0 || expected[--depth] != c)) {
        return false;
      }
      tokens++;
      at = end;
    }
    return depth == 0 && tokens >= FEWEST_TOKENS;
  }

  private static char closing(char c) {
    return c == '(' ? ')' : c == '[' ? ']' : c == '{' ? '}' : 0;
  }

  private static boolean closes(char c) {
    return c == ')' || c == ']' || c == '}';
  }
}
