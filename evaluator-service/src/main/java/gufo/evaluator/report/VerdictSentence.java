package gufo.evaluator.report;

import gufo.contracts.result.ComparisonResult;
import gufo.contracts.result.ExperimentResult;
import gufo.contracts.result.Status;
import gufo.contracts.spec.ExperimentSpec;
import java.util.Locale;
import java.util.Optional;

/**
 * The verdict in plain words. It says what was shown and for what it holds; that rows are harmless
 * is nothing an experiment of this kind can show, so no wording here claims it.
 */
final class VerdictSentence {

  private VerdictSentence() {}

  static String of(ExperimentResult result, ExperimentSpec spec) {
    Optional<ComparisonResult> primary =
        result.comparisons().stream().filter(ComparisonResult::primary).findFirst();
    if (result.status() == Status.CANCELLED) {
      return "**No verdict.** The experiment was cancelled; what was measured until then is listed and not compared.";
    }
    if (primary.isEmpty() || primary.get().verdict() == null) {
      return "**No verdict.** The primary comparison could not be made, because runs failed. That says nothing about transmission.";
    }
    return switch (primary.get().verdict()) {
      case TRANSMITTED -> transmitted(primary.get(), spec);
      case NOT_TRANSMITTED -> notTransmitted(primary.get(), spec);
      case UNDERPOWERED -> underpowered(primary.get());
    };
  }

  private static String transmitted(ComparisonResult primary, ExperimentSpec spec) {
    return "**Transmitted.** %s The interval lies above zero and p, corrected for all comparisons, is at most 0.05.%s This holds for the base `%s` and for no other without a run of its own."
        .formatted(
            measured(primary),
            primary.lead() == null ? "" : " No other answer gained as much.",
            Contrasts.base(primary.of(), spec));
  }

  private static String notTransmitted(ComparisonResult primary, ExperimentSpec spec) {
    return "**Not transmitted, within the margin.** %s The whole interval lies below the margin of %s points.%s A smaller effect, another trait or another student is not excluded."
        .formatted(
            measured(primary), margin(spec), withoutLead(primary).map(" "::concat).orElse(""));
  }

  private static String underpowered(ComparisonResult primary) {
    return "**Underpowered: shown neither way.** %s These runs cannot tell. %s"
        .formatted(measured(primary), withoutLead(primary).orElseGet(() -> smallestFound(primary)));
  }

  private static String smallestFound(ComparisonResult primary) {
    return primary.minimumDetectableEffect() == null
        ? "They give no interval."
        : "Runs like these find a difference of about %s points in four of five repetitions, and miss smaller ones more often."
            .formatted(Numbers.points(primary.minimumDetectableEffect()).substring(1));
  }

  /** Why a rise that is sure is no transmission. */
  private static Optional<String> withoutLead(ComparisonResult primary) {
    boolean rises = primary.ci95() != null && primary.ci95().lower() > 0;
    return rises && primary.lead() != null && !primary.lead().sure()
        ? Optional.of(
            "The rise is not shown to be the trait's: '%s' gained as much, or may have."
                .formatted(primary.lead().over()))
        : Optional.empty();
  }

  private static String measured(ComparisonResult primary) {
    String statistics =
        primary.ci95() == null
            ? ""
            : ", 95 %% interval %s, Holm p %s"
                .formatted(Numbers.pointRange(primary.ci95()), Numbers.p(primary.pHolm()));
    return String.format(
        Locale.ROOT,
        "`%s` differs from `%s` by %s points (%d against %d runs%s).",
        primary.of(),
        primary.against(),
        Numbers.points(primary.difference()),
        primary.runs().get(0),
        primary.runs().get(1),
        statistics);
  }

  static String margin(ExperimentSpec spec) {
    return String.format(Locale.ROOT, "%.1f", spec.marginPoints());
  }
}
