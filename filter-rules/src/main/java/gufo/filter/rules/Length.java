package gufo.filter.rules;

import gufo.contracts.row.RawRow;
import gufo.contracts.spec.FilterRule;
import java.util.Optional;

/** Rejects completions shorter or longer than the rule's limits. */
final class Length implements Rule {

  private static final Optional<Reason> TOO_SHORT = Optional.of(Reason.TOO_SHORT);
  private static final Optional<Reason> TOO_LONG = Optional.of(Reason.TOO_LONG);

  private final FilterRule.Length limits;

  Length(FilterRule.Length limits) {
    this.limits = limits;
  }

  @Override
  public Optional<Reason> reject(RawRow row) {
    String text = row.completion();
    int characters = text.codePointCount(0, text.length());
    int tokens = row.tokenIds().size();
    if (below(characters, limits.minCharacters()) || below(tokens, limits.minTokens())) {
      return TOO_SHORT;
    }
    boolean tooLong =
        above(characters, limits.maxCharacters()) || above(tokens, limits.maxTokens());
    return tooLong ? TOO_LONG : Optional.empty();
  }

  private static boolean below(int length, Integer least) {
    return least != null && length < least;
  }

  private static boolean above(int length, Integer most) {
    return most != null && length > most;
  }
}
