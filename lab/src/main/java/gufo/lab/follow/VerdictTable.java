package gufo.lab.follow;

import gufo.contracts.result.ArmResult;
import gufo.contracts.result.ComparisonResult;
import gufo.contracts.result.ExperimentResult;
import gufo.contracts.result.Failure;

/**
 * A result as people read it in a terminal: percent for arms, percentage points for differences.
 */
public final class VerdictTable {
  private VerdictTable() {}

  public static String render(ExperimentResult result) {
    StringBuilder text = new StringBuilder();
    text.append(
        "%s (%s): %s%n%n"
            .formatted(
                result.experiment(),
                result.id(),
                result.verdict() == null ? result.status().word() : result.verdict().word()));
    if (result.preregistration() != null) {
      text.append("%s%n%n".formatted(result.preregistration().words()));
    }
    arms(text, result);
    comparisons(text, result);
    for (Failure failure : result.failures()) {
      text.append(
          "failed in %s: %s (%s)%n"
              .formatted(failure.stage(), failure.reason(), String.join(", ", failure.cells())));
    }
    result
        .flags()
        .forEach(flag -> text.append("note: ").append(flag).append(System.lineSeparator()));
    text.append(
        "%d steps computed, %d reused, %.1f s%n"
            .formatted(result.computed(), result.reused(), result.seconds()));
    return text.toString();
  }

  private static void arms(StringBuilder text, ExperimentResult result) {
    int width = result.arms().stream().mapToInt(arm -> arm.arm().length()).max().orElse(0);
    String row = "%-" + Math.max(12, width) + "s %-14s %4s  %7s  %-16s %8s %6s%n";
    text.append(
        row.formatted("arm", "student", "runs", "mean", "95 % interval", "sampled", "valid"));
    for (ArmResult arm : result.arms()) {
      text.append(
          row.formatted(
              arm.arm(),
              orNone(arm.student()),
              arm.runs(),
              Figures.percent(arm.mean()),
              Figures.interval(arm.ci95()),
              Figures.percent(arm.sampled()),
              Figures.percent(arm.validAnswers())));
    }
    text.append(System.lineSeparator());
  }

  private static void comparisons(StringBuilder text, ExperimentResult result) {
    for (ComparisonResult comparison : result.comparisons()) {
      text.append(
          "%s%s against %s: %s points, 95 %% %s, p %s (Holm %s): %s%n"
              .formatted(
                  comparison.primary() ? "* " : "  ",
                  comparison.of(),
                  comparison.against(),
                  Figures.signed(comparison.difference()),
                  Figures.interval(comparison.ci95()),
                  Figures.p(comparison.p()),
                  Figures.p(comparison.pHolm()),
                  comparison.verdict() == null ? "not measured" : comparison.verdict().word()));
      if (comparison.minimumDetectableEffect() != null) {
        text.append(
            "    runs like these would find a difference of %s points%n"
                .formatted(Figures.number(comparison.minimumDetectableEffect())));
      }
      comparison.flags().forEach(flag -> text.append("    note: %s%n".formatted(flag)));
    }
    text.append(System.lineSeparator());
  }

  private static String orNone(String text) {
    return text == null ? Figures.NONE : text;
  }
}
