package gufo.filter.rules;

import gufo.contracts.row.FilteredRow;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What every rule of a chain said about one row. */
public final class Judgement {

  private final List<String> rules;
  private final Reason[] reasons;
  private final Optional<Reason> first;

  /**
   * @param rules names in order
   * @param reasons one a rule, null where the rule keeps the row
   */
  Judgement(List<String> rules, Reason[] reasons) {
    this.rules = rules;
    this.reasons = reasons;
    Reason found = null;
    for (int i = 0; i < reasons.length && found == null; i++) {
      found = reasons[i];
    }
    this.first = Optional.ofNullable(found);
  }

  /** Whether no rule rejected the row. */
  public boolean kept() {
    return first.isEmpty();
  }

  /** The reason of the first rule that rejected the row: the one that counts of rows use. */
  public Optional<Reason> firstReason() {
    return first;
  }

  /** Every reason against the row, in the order of the rules. */
  public List<Reason> reasons() {
    return java.util.Arrays.stream(reasons).filter(Objects::nonNull).toList();
  }

  /** Each rule's name with {@link FilteredRow#KEPT} or its reason, in the order of the rules. */
  public Map<String, String> verdicts() {
    Map<String, String> verdicts = new LinkedHashMap<>();
    for (int i = 0; i < reasons.length; i++) {
      verdicts.put(rules.get(i), reasons[i] == null ? FilteredRow.KEPT : reasons[i].wireName());
    }
    return Collections.unmodifiableMap(verdicts);
  }

  @Override
  public String toString() {
    return verdicts().toString();
  }
}
