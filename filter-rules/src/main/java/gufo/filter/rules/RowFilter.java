package gufo.filter.rules;

import gufo.contracts.row.FilteredRow;
import gufo.contracts.row.JsonLines;
import gufo.contracts.row.SuppliedRows;
import gufo.contracts.spec.FilterRule;
import gufo.filter.rules.FilterCounts.Rejections;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Applies rules to rows from anywhere, one row in memory at a time. */
public final class RowFilter {

  /** What filtering ends in. */
  public sealed interface Ending {}

  /** Every row was judged. */
  public record Done(FilterCounts counts) implements Ending {}

  /** A line is no row; those before it were judged. The message names line, field and value. */
  public record BadRow(String message) implements Ending {}

  /** Told of each row when it has been judged. */
  @FunctionalInterface
  public interface Listener {
    void judged(SuppliedRows current, Judgement judgement) throws IOException;
  }

  private record Key(String rule, String reason) {}

  private final RuleChain rules;
  private final Map<Key, long[]> counts = new HashMap<>();
  private long rows;
  private long kept;

  private RowFilter(List<FilterRule> rules) {
    this.rules = RuleChain.of(rules);
  }

  /**
   * Judges every row of {@code in}, which is closed at the end.
   *
   * @throws IOException from the listener
   */
  public static Ending run(List<FilterRule> rules, InputStream in, Listener listener)
      throws IOException {
    boolean tokensNeeded = rules.stream().anyMatch(FilterRule::readsTokens);
    boolean expectedRead = rules.stream().anyMatch(FilterRule::readsExpected);
    int judges = (int) rules.stream().filter(FilterRule.Judge.class::isInstance).count();
    RowFilter filter = new RowFilter(rules);
    try (SuppliedRows rows = new SuppliedRows(in, tokensNeeded, judges)) {
      while (rows.advance()) {
        OptionalLong expected = expectedRead ? rows.expected() : OptionalLong.empty();
        Judgement judgement = filter.rules.judge(rows.row(), expected);
        filter.count(judgement);
        listener.judged(rows, judgement);
      }
      return new Done(filter.counts());
    } catch (JsonLines.BadLineException e) {
      return new BadRow(e.getMessage());
    }
  }

  private void count(Judgement judgement) {
    rows++;
    if (judgement.kept()) {
      kept++;
      return;
    }
    boolean first = true;
    for (Map.Entry<String, String> verdict : judgement.verdicts().entrySet()) {
      if (!verdict.getValue().equals(FilteredRow.KEPT)) {
        long[] count =
            counts.computeIfAbsent(
                new Key(verdict.getKey(), verdict.getValue()), key -> new long[2]);
        count[0]++;
        count[1] += first ? 1 : 0;
        first = false;
      }
    }
  }

  private FilterCounts counts() {
    List<Rejections> rejections = new ArrayList<>();
    for (String rule : rules.ruleNames()) {
      for (Reason reason : Reason.values()) {
        long[] count = counts.get(new Key(rule, reason.wireName()));
        if (count != null) {
          rejections.add(new Rejections(rule, reason.wireName(), count[0], count[1]));
        }
      }
    }
    return new FilterCounts(rows, kept, rejections);
  }
}
