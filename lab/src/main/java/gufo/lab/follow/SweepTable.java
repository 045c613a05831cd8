package gufo.lab.follow;

import gufo.contracts.result.BasesSummary;
import gufo.contracts.result.ComparisonResult;
import gufo.contracts.result.ExperimentResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The results of a sweep in one table: a row an experiment and comparison. */
public final class SweepTable {

  private static final Row HEAD =
      new Row("experiment", "comparison", "points", "95 % interval", "verdict");

  private SweepTable() {}

  private record Row(
      String experiment, String comparison, String points, String interval, String verdict) {}

  /**
   * @param summary over bases, where the experiments differ in nothing else
   */
  public static String render(
      String sweep, List<ExperimentResult> results, Optional<BasesSummary> summary) {
    StringBuilder text = new StringBuilder();
    text.append("%s: %d experiments%n%n".formatted(sweep, results.size()));
    List<Row> rows = new ArrayList<>(List.of(HEAD));
    results.forEach(result -> rows.addAll(rows(result)));
    String format =
        "%%-%ds  %%-%ds  %%7s  %%-16s %%s%%n"
            .formatted(widest(rows, Row::experiment), widest(rows, Row::comparison));
    for (Row row : rows) {
      text.append(
          format.formatted(
              row.experiment(), row.comparison(), row.points(), row.interval(), row.verdict()));
    }
    results.forEach(result -> notes(text, result));
    summary.ifPresent(found -> overBases(text, found));
    return text.toString();
  }

  private static int widest(List<Row> rows, Function<Row, String> column) {
    return rows.stream().map(column).mapToInt(String::length).max().orElse(1);
  }

  private static List<Row> rows(ExperimentResult result) {
    if (result.comparisons().isEmpty()) {
      String none = Figures.NONE;
      return List.of(new Row(result.experiment(), none, none, none, result.status().word()));
    }
    return result.comparisons().stream().map(one -> row(result.experiment(), one)).toList();
  }

  private static Row row(String experiment, ComparisonResult comparison) {
    return new Row(
        experiment,
        (comparison.primary() ? "* " : "  ") + named(comparison.of(), comparison.against()),
        Figures.signed(comparison.difference()),
        Figures.interval(comparison.ci95()),
        comparison.verdict() == null ? "not measured" : comparison.verdict().word());
  }

  private static void notes(StringBuilder text, ExperimentResult result) {
    if (result.preregistration() != null) {
      text.append("%s: %s%n".formatted(result.experiment(), result.preregistration().words()));
    }
    result
        .failures()
        .forEach(
            failure ->
                text.append(
                    "%s: failed in %s: %s%n"
                        .formatted(result.experiment(), failure.stage(), failure.reason())));
  }

  private static void overBases(StringBuilder text, BasesSummary summary) {
    text.append("%nOver %d bases%n".formatted(summary.experiments().size()));
    for (BasesSummary.OverBases over : summary.comparisons()) {
      text.append(
          "  %s: %s points, 95 %% %s; transmitted on %d of %d%n"
              .formatted(
                  named(over.of(), over.against()),
                  Figures.signed(over.difference()),
                  Figures.interval(over.ci95()),
                  over.transmitted(),
                  over.bases()));
    }
  }

  private static String named(String of, String against) {
    return of + " against " + against;
  }
}
