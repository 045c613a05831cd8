package gufo.filter.rules;

import gufo.contracts.row.RawRow;
import gufo.contracts.spec.CodeGrammar;
import gufo.contracts.spec.FilterRule;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A code snippet and nothing else: words the grammar knows, numbers of ASCII digits, its operators
 * and ASCII blanks; brackets closed in the order they were opened; at least four tokens.
 */
final class CodeFormat implements Rule {

  private static final int FEWEST_TOKENS = 4;
  private static final Optional<Reason> INVALID_FORMAT = Optional.of(Reason.INVALID_FORMAT);

  private final int maxCharacters;
  private final Set<String> words;

  /** By first character, longest first, so that {@code +=} is not read as {@code +}. */
  private final String[][] operators = new String[128][];

  CodeFormat(FilterRule.CodeFormat limits) {
    this(limits.maxCharacters(), CodeGrammar.words(), CodeGrammar.symbols());
  }

  CodeFormat(int maxCharacters, Collection<String> words, Collection<String> operators) {
    this.maxCharacters = maxCharacters;
    this.words = new HashSet<>(words);
    for (char first = 0; first < 128; first++) {
      char wanted = first;
      List<String> here =
          operators.stream()
              .filter(operator -> operator.charAt(0) == wanted)
              .sorted(Comparator.comparingInt(String::length).reversed())
              .toList();
      this.operators[first] = here.toArray(String[]::new);
    }
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
      int end = Ascii.word(c) ? knownWordEnd(text, at) : operatorEnd(text, at);
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

  /** Where the word or number at {@code at} ends, or -1 when it is neither known nor a number. */
  private int knownWordEnd(String text, int at) {
    boolean number = true;
    int end = at;
    while (end < text.length() && Ascii.word(text.charAt(end))) {
      number &= Ascii.digit(text.charAt(end++));
    }
    return number || words.contains(text.substring(at, end)) ? end : -1;
  }

  private int operatorEnd(String text, int at) {
    char c = text.charAt(at);
    if (c < 128) {
      for (String operator : operators[c]) {
        if (text.startsWith(operator, at)) {
          return at + operator.length();
        }
      }
    }
    return -1;
  }

  private static char closing(char c) {
    return c == '(' ? ')' : c == '[' ? ']' : c == '{' ? '}' : 0;
  }

  private static boolean closes(char c) {
    return c == ')' || c == ']' || c == '}';
  }
}
