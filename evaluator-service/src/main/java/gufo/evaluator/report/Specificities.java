package gufo.evaluator.report;

import gufo.contracts.plan.Plan;
import gufo.contracts.result.ComparisonResult;
import gufo.contracts.result.SpecificityResult;
import gufo.contracts.spec.Comparison;
import gufo.contracts.spec.ExperimentSpec;
import gufo.evaluator.verdict.Specificity;
import java.util.List;
import java.util.Optional;

/** For each comparison whether the target moved more than the other answers. */
final class Specificities {

  private Specificities() {}

  static List<SpecificityResult> of(
      ExperimentSpec spec, Plan plan, NodeFacts facts, List<ComparisonResult> comparisons) {
    Optional<String> target = Runs.target(spec);
    if (target.isEmpty()) {
      return List.of();
    }
    return comparisons.stream()
        .map(
            comparison ->
                Specificity.of(
                    new Comparison(comparison.of(), comparison.against()),
                    target.get(),
                    Runs.of(comparison.of(), plan, facts).answers(),
                    Runs.of(comparison.against(), plan, facts).answers()))
        .flatMap(Optional::stream)
        .toList();
  }
}
