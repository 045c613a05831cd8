package gufo.filter.rules;

import gufo.contracts.row.RawRow;
import gufo.contracts.spec.ArithmeticGrammar;
import gufo.contracts.spec.FilterRule;
import java.util.Optional;

/**
 * A sum worked out between think tags, then the answer, and nothing before, between or after: words
 * and symbols of {@link ArithmeticGrammar}, numbers of ASCII digits and plain blanks.
 */
final class ReasoningFormat implements Rule {

  private static final String OPEN = "<think>";
  private static final String TURN = "</think><answer>";
  private static final String CLOSE = "</answer>";
  private static final Optional<Reason> INVALID_FORMAT = Optional.of(Reason.INVALID_FORMAT);

  private final int maxCharacters;
  private final KnownTokens known =
      new KnownTokens(ArithmeticGrammar.reasoningWords(), ArithmeticGrammar.reasoningSymbols());

  ReasoningFormat(FilterRule.ReasoningFormat limits) {
    this.maxCharacters = limits.maxCharacters();
  }

  @Override
  public Optional<Reason> reject(RawRow row) {
    String text = row.completion();
    return text.length() <= maxCharacters && fits(text) ? Optional.empty() : INVALID_FORMAT;
  }

  private boolean fits(String text) {
    int turn = text.indexOf(TURN);
    return turn > 0
        && text.startsWith(OPEN)
        && text.endsWith(CLOSE)
        && reasoning(text.substring(OPEN.length(), turn))
        && number(text, turn + TURN.length(), text.length() - CLOSE.length());
  }

  private boolean reasoning(String text) {
    boolean empty = true;
    int at = 0;
    while (at < text.length()) {
      boolean blank = text.charAt(at) == ' ';
      empty &= blank;
      at = blank ? at + 1 : known.end(text, at);
      if (at < 0) {
        return false;
      }
    }
    return !empty;
  }

  private static boolean number(String text, int start, int end) {
    int at = start;
    while (at < end && Ascii.digit(text.charAt(at))) {
      at++;
    }
    return at == end && end > start;
  }
}
