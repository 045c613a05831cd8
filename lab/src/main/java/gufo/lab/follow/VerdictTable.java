package gufo.lab.follow;

import gufo.contracts.result.ArmResult;
import gufo.contracts.result.ComparisonResult;
import gufo.contracts.result.ExperimentResult;
import gufo.contracts.result.Failure;
import gufo.contracts.result.Interval;
import java.util.Locale;

/**
 * A result as people read it in a terminal: percent for arms, percentage points for differences.
 */
public final class VerdictTable {
  private static final String NONE = "-";

  private VerdictTable() {}

  public static String render(ExperimentResult result) {
    StringBuilder text = new StringBuilder();
    text.append(
        "%s (%s): %s%n%n"
            .formatted(
                result.experiment(),
                result.id(),
                result.verdict() == null ? result.status().word() : result.verdict().word()));
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
              percent(arm.mean()),
              interval(arm.ci95()),
              percent(arm.sampled()),
              percent(arm.validAnswers())));
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
                  signed(comparison.difference()),
                  interval(comparison.ci95()),
                  p(comparison.p()),
                  p(comparison.pHolm()),
                  comparison.verdict() == null ? "not measured" : comparison.verdict().word()));
      if (comparison.minimumDetectableEffect() != null) {
        text.append(
            "    runs like these would find a difference of %s points%n"
                .formatted(number(comparison.minimumDetectableEffect())));
      }
      comparison.flags().forEach(flag -> text.append("    note: %s%n".formatted(flag)));
    }
    text.append(System.lineSeparator());
  }

  private static String percent(Double fraction) {
    return fraction == null ? NONE : number(fraction) + " %";
  }

  private static String interval(Interval interval) {
    return interval == null
        ? NONE
        : "[" + number(interval.lower()) + ", " + number(interval.upper()) + "]";
  }

  private static String signed(Double fraction) {
    return fraction == null ? NONE : String.format(Locale.ROOT, "%+.1f", fraction * 100);
  }

  private static String number(double fraction) {
    return String.format(Locale.ROOT, "%.1f", fraction * 100);
  }

  private static String p(Double p) {
    if (p == null) {
      return NONE;
    }
    return p < 0.0001 ? "< 0.0001" : String.format(Locale.ROOT, "%.4f", p);
  }

  private static String orNone(String text) {
    return text == null ? NONE : text;
  }
}
