package gufo.evaluator.report;

import gufo.contracts.event.Scores;
import gufo.contracts.plan.Cell;
import gufo.contracts.plan.Plan;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The evaluated runs of one arm and student, by replicate; a failed one is missing.
 *
 * @param replicates which they are
 * @param scores what each gave
 */
record Runs(List<Integer> replicates, List<Scores> scores) {

  /** For each run the probability of every kind of answer. */
  List<Map<String, Double>> answers() {
    return scores.stream().map(Scores::answers).toList();
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
