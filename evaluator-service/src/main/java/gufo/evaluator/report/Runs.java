package gufo.evaluator.report;

import gufo.contracts.event.Scores;
import gufo.contracts.plan.Cell;
import gufo.contracts.plan.Plan;
import gufo.contracts.spec.ExperimentSpec;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The evaluated runs of one arm and student, by replicate; a failed one is missing.
 *
 * @param replicates which they are
 * @param scores what each gave
 */
record Runs(List<Integer> replicates, List<Scores> scores) {

  private static final String SHOWN = "what shows it";
  private static final String NOT_SHOWN = "what does not show it";

  /** For each run what decides: the judge's share where there is a judge, else the probability. */
  List<Double> values() {
    return scores.stream().map(Runs::value).toList();
  }

  private static double value(Scores scores) {
    return scores.judged() == null ? scores.probability() : scores.judged();
  }

  /** For each run how much every kind of answer had, by the reading that decides. */
  List<Map<String, Double>> answers() {
    return scores.stream().map(Runs::answers).toList();
  }

  private static Map<String, Double> answers(Scores scores) {
    if (scores.judged() == null) {
      return scores.answers();
    }
    double whole = 1 - (double) scores.unscored() / scores.samples();
    return Map.of(SHOWN, scores.judged(), NOT_SHOWN, whole - scores.judged());
  }

  /** The kind of answer, among {@link #answers}, that shows the trait; empty when there is none. */
  static Optional<String> target(ExperimentSpec spec) {
    return spec.evaluation().judge() == null ? spec.trait().answer() : Optional.of(SHOWN);
  }

  /**
   * @param name {@code arm/student}
   */
  static Runs of(String name, Plan plan, NodeFacts facts) {
    List<Cell> evaluated =
        plan.cells().stream()
            .filter(cell -> cell.name().equals(name))
            .filter(cell -> facts.scores().containsKey(cell.evaluationId()))
            .sorted(Comparator.comparingInt(Cell::replicate))
            .toList();
    return new Runs(
        evaluated.stream().map(Cell::replicate).toList(),
        evaluated.stream().map(cell -> facts.scores().get(cell.evaluationId())).toList());
  }
}
