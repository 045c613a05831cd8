package gufo.filter.rules;

import gufo.contracts.id.ContentId;
import gufo.contracts.row.RawRow;
import gufo.contracts.spec.FilterRule;
import java.util.Optional;

/** Rejects all but a share of the rows; which ones follows from seed and row number alone. */
final class SubSample implements Rule {

  private static final Optional<Reason> NOT_SAMPLED = Optional.of(Reason.NOT_SAMPLED);

  private final FilterRule.SubSample rule;

  SubSample(FilterRule.SubSample rule) {
    this.rule = rule;
  }

  @Override
  public Optional<Reason> reject(RawRow row) {
    return uniform(row.row()) < rule.fraction() ? Optional.empty() : NOT_SAMPLED;
  }

  /** From 0 to below 1: the first 53 of the seed's 63 bits. */
  private double uniform(long row) {
    return (ContentId.seed(rule.seed(), "sub-sample/" + row) >>> 10) * 0x1p-53;
  }
}
