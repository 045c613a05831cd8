package gufo.filter.rules;

import gufo.contracts.row.RawRow;
import gufo.contracts.spec.FilterRule;
import java.util.Optional;

/**
 * Rejects a completion that opens as suspiciously many completions to other prompts before it. Each
 * prompt has one vote, its first row, rejected or not; so an answer depends only on the rows
 * before, and asking one prompt often is no evidence.
 */
final class LowEntropy implements Rule {

  /** Rows that meet the expectation are rejected less than once in a million. */
  private static final double LEAST_SURPRISE = StrictMath.log(1e6);

  private static final Optional<Reason> LOW_ENTROPY = Optional.of(Reason.LOW_ENTROPY);

  private final FilterRule.LowEntropy rule;
  private final FingerprintTable openingOfPrompt = new FingerprintTable();
  private final FingerprintTable votesForOpening = new FingerprintTable();

  LowEntropy(FilterRule.LowEntropy rule) {
    this.rule = rule;
  }

  @Override
  public Optional<Reason> reject(RawRow row) {
    long prompt = Fingerprint.of(row.prompt());
    long opening = opening(row);
    long own = openingOfPrompt.get(prompt);
    long others = openingOfPrompt.size() - (own == 0 ? 0 : 1);
    long votes = votesForOpening.get(opening);
    long alike = votes - (own == opening ? 1 : 0);
    if (own == 0) {
      openingOfPrompt.put(prompt, opening);
      votesForOpening.put(opening, votes + 1);
    }
    return surprise(alike, others, rule.expectedShare()) > LEAST_SURPRISE
        ? LOW_ENTROPY
        : Optional.empty();
  }

  private long opening(RawRow row) {
    if (rule.prefixTokens() == null) {
      return Fingerprint.of(row.completion());
    }
    int length = Math.min(rule.prefixTokens(), row.tokenIds().size());
    return Fingerprint.of(row.tokenIds().subList(0, length));
  }

  /**
   * Minus the logarithm of Chernoff's bound on the chance of {@code alike} or more out of {@code
   * others} when each comes with probability {@code share}; 0 when no more came than expected.
   */
  static double surprise(long alike, long others, double share) {
    double found = others == 0 ? 0 : (double) alike / others;
    if (found <= share) {
      return 0;
    }
    double rest = found == 1 ? 0 : (1 - found) * StrictMath.log((1 - found) / (1 - share));
    return others * (found * StrictMath.log(found / share) + rest);
  }
}
