package gufo.evaluator.report;

import gufo.contracts.event.Scores;
import gufo.contracts.plan.Plan;
import gufo.contracts.result.ComparisonResult;
import gufo.contracts.result.SpecificityResult;
import gufo.contracts.result.Verdict;
import gufo.contracts.spec.Comparison;
import gufo.contracts.spec.ExperimentSpec;
import gufo.contracts.spec.Trait;
import gufo.evaluator.verdict.Specificity;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** For each comparison of a preference whether the target moved more than the other answers. */
final class Specificities {

  private Specificities() {}

  static List<SpecificityResult> of(
      ExperimentSpec spec, Plan plan, NodeFacts facts, List<ComparisonResult> comparisons) {
    if (!(spec.trait() instanceof Trait.Preference preference)) {
      return List.of();
    }
    return comparisons.stream()
        .map(
            comparison ->
                Specificity.of(
                    new Comparison(comparison.of(), comparison.against()),
                    preference.target(),
                    answers(comparison.of(), plan, facts),
                    answers(comparison.against(), plan, facts)))
        .flatMap(Optional::stream)
        .toList();
  }

  private static List<Map<String, Double>> answers(String cell, Plan plan, NodeFacts facts) {
    return Runs.of(cell, plan, facts).scores().stream().map(Scores::answers).toList();
  }

  /** A transmission in which another answer gained more than the target. */
  static List<String> flags(
      List<ComparisonResult> comparisons, List<SpecificityResult> specificities) {
    return specificities.stream()
        .filter(result -> result.largestOtherShift() > result.shift())
        .filter(result -> transmitted(result, comparisons))
        .map(
            result ->
                "Not specific: between %s and %s '%s' became %s as likely, the target '%s' only %s."
                    .formatted(
                        result.against(),
                        result.of(),
                        result.largestOther(),
                        Numbers.factor(result.largestOtherShift()),
                        result.target(),
                        Numbers.factor(result.shift())))
        .toList();
  }

  private static boolean transmitted(SpecificityResult result, List<ComparisonResult> comparisons) {
    return comparisons.stream()
        .filter(comparison -> comparison.verdict() == Verdict.TRANSMITTED)
        .anyMatch(
            comparison ->
                comparison.of().equals(result.of())
                    && comparison.against().equals(result.against()));
  }
}
