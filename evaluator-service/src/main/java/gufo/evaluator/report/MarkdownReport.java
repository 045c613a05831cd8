package gufo.evaluator.report;

import gufo.contracts.result.ArmResult;
import gufo.contracts.result.ComparisonResult;
import gufo.contracts.result.ExperimentResult;
import gufo.contracts.result.Failure;
import gufo.contracts.result.Lead;
import gufo.contracts.result.RowYield;
import gufo.contracts.spec.ExperimentSpec;
import gufo.contracts.spec.FilterRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** An experiment's result as a Markdown page for people. Deterministic: no clock, no locale. */
public final class MarkdownReport {

  private final ExperimentResult result;
  private final ExperimentSpec spec;
  private final StringBuilder page = new StringBuilder();

  private MarkdownReport(ExperimentResult result, ExperimentSpec spec) {
    this.result = result;
    this.spec = spec;
  }

  /** The page, ending in a newline. */
  public static String of(ExperimentResult result, ExperimentSpec spec) {
    return new MarkdownReport(result, spec).write();
  }

  private String write() {
    line("# " + result.experiment());
    if (spec.description() != null && !spec.description().isBlank()) {
      line(text(spec.description()));
    }
    line(VerdictSentence.of(result, spec));
    if (result.preregistration() != null) {
      line("This experiment is " + text(result.preregistration().words()) + ".");
    }
    flags();
    arms();
    comparisons();
    SpecificitySection.of(result.specificity()).ifPresent(this::line);
    yields();
    failures();
    page.append(RecipeSection.of(result, spec));
    return page.toString();
  }

  private void flags() {
    List<String> flags = new ArrayList<>(result.flags());
    for (ComparisonResult comparison : result.comparisons()) {
      comparison.flags().forEach(flag -> flags.add("`" + comparison.of() + "`: " + flag));
    }
    if (!flags.isEmpty()) {
      line("## Read this first");
      line(flags.stream().map(flag -> "- " + flag).collect(Collectors.joining("\n")));
    }
  }

  private void arms() {
    line("## Arms");
    line(
        reading()
            + " A run is one draw of rows and one student. Intervals are t intervals over runs and are not clipped: one that leaves 0 to 100 says that the runs are too few or too far apart for it. Valid: the share of the sampled answers that are of the kind asked for.");
    List<String> rows = new ArrayList<>();
    for (ArmResult arm : result.arms()) {
      rows.add(
          MarkdownTable.row(
              arm.arm(),
              arm.student(),
              String.valueOf(arm.runs()),
              Numbers.percent(arm.mean()),
              Numbers.range(arm.ci95()),
              arm.values().stream()
                  .map(value -> Numbers.percent(value).replace(" %", ""))
                  .collect(Collectors.joining(", ")),
              Numbers.percent(arm.sampled()),
              valid(arm),
              arm.samples() + " (" + arm.unscored() + " cut off)"));
    }
    table(
        "| arm | student | runs | mean | 95 % interval | each run | sampled | valid | samples |",
        rows);
  }

  private String reading() {
    FilterRule.Judge judge = spec.evaluation().judge();
    return judge == null
        ? "Exact probability of the trait's answer, mean over runs."
        : String.format(
            Locale.ROOT,
            "Share of the sampled answers to which %s says '%s' with a probability of at least %s, mean over runs; an answer that was cut off or cannot be read counts as one to which it does not. The judge's words: %s.",
            text(judge.model()),
            text(judge.answer()),
            judge.threshold(),
            text(judge.template()));
  }

  private static String valid(ArmResult arm) {
    return Numbers.percent(arm.validAnswers())
        + (arm.validCi95() == null ? "" : " (" + Numbers.range(arm.validCi95()) + ")");
  }

  private void comparisons() {
    if (result.comparisons().isEmpty()) {
      return;
    }
    line("## Comparisons");
    line(
        "Differences in percentage points, Welch's test over runs, two-sided, Holm's correction over all rows. Margin: %s points. The permutation p is exact and does not decide; in brackets the smallest it can be. Lead: what the trait's answer gained more than the one that contests it most; without a lead surely above 0 nothing is transmitted."
            .formatted(VerdictSentence.margin(spec)));
    List<String> rows = new ArrayList<>();
    for (ComparisonResult comparison : result.comparisons()) {
      rows.add(
          MarkdownTable.row(
              comparison.of() + (comparison.primary() ? " (primary)" : ""),
              comparison.against(),
              comparison.runs().get(0) + " : " + comparison.runs().get(1),
              Numbers.points(comparison.difference()),
              Numbers.pointRange(comparison.ci95()),
              Numbers.p(comparison.p()),
              Numbers.p(comparison.pHolm()),
              Numbers.permutation(comparison.permutationP(), comparison.permutationPSmallest()),
              Numbers.decimals(comparison.logOddsDifference()),
              lead(comparison),
              comparison.verdict() == null ? Numbers.NONE : comparison.verdict().word()));
    }
    table(
        "| of | against | runs | difference | 95 % interval | p | Holm p | permutation p | log-odds | lead | verdict |",
        rows);
  }

  private static String lead(ComparisonResult comparison) {
    Lead lead = comparison.lead();
    return lead == null
        ? Numbers.NONE
        : "%s (%s) over %s"
            .formatted(
                Numbers.points(lead.difference()), Numbers.pointRange(lead.ci95()), lead.over());
  }

  private void yields() {
    if (result.rows().isEmpty()) {
      return;
    }
    line("## Rows");
    List<String> rows = new ArrayList<>();
    for (RowYield counts : result.rows()) {
      rows.add(
          MarkdownTable.row(
              counts.student() == null ? counts.arm() : counts.arm() + "/" + counts.student(),
              String.valueOf(counts.replicate()),
              String.valueOf(counts.generated()),
              String.valueOf(counts.kept()),
              counts.generated() == 0
                  ? Numbers.NONE
                  : Numbers.percent((double) counts.kept() / counts.generated()),
              counts.rejected().entrySet().stream()
                  .map(reason -> reason.getKey() + " " + reason.getValue())
                  .collect(Collectors.joining(", "))));
    }
    table("| arm | replicate | generated | kept | share | rejected |", rows);
  }

  private void failures() {
    if (result.failures().isEmpty()) {
      return;
    }
    line("## Failures");
    List<String> items = new ArrayList<>();
    for (Failure failure : result.failures()) {
      String lost = failure.cells().isEmpty() ? "none" : String.join(", ", failure.cells());
      items.add(
          "- %s: %s Lost runs: %s."
              .formatted(failure.stage(), text(sentence(failure.reason())), lost));
    }
    line(String.join("\n", items));
  }

  private static String sentence(String reason) {
    return reason.endsWith(".") ? reason : reason + ".";
  }

  private void table(String head, List<String> rows) {
    line(MarkdownTable.of(head, rows));
  }

  private void line(String block) {
    page.append(block).append("\n\n");
  }

  /** Words from outside, on one line and without markup. */
  static String text(String words) {
    return words
        .strip()
        .replaceAll("\\s+", " ")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replaceAll("([\\\\`*_\\[\\]|#])", "\\\\$1");
  }

  static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.1f s", seconds);
  }
}
