package gufo.evaluator.report;

import gufo.contracts.event.Scores;
import gufo.contracts.plan.Cell;
import gufo.contracts.plan.Plan;
import gufo.contracts.result.ArmResult;
import gufo.contracts.spec.ExperimentSpec;
import gufo.contracts.spec.Student;
import gufo.evaluator.verdict.Sample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * The arms table: for every student the trained arms in the spec's order, then the untouched bases,
 * then the teacher. An arm all of whose runs failed has a row, too, with zero runs.
 */
final class Arms {

  private Arms() {}

  static List<ArmResult> of(ExperimentSpec spec, Plan plan, NodeFacts facts) {
    List<ArmResult> arms = new ArrayList<>();
    for (Student student : spec.students()) {
      spec.armNames().forEach(arm -> add(arms, plan, facts, arm, student));
    }
    spec.students().forEach(student -> add(arms, plan, facts, Cell.BASE, student));
    spec.students().forEach(student -> add(arms, plan, facts, Cell.TEACHER, student));
    return arms;
  }

  private static void add(
      List<ArmResult> arms, Plan plan, NodeFacts facts, String arm, Student student) {
    List<Cell> cells =
        plan.cells().stream()
            .filter(cell -> cell.arm().equals(arm) && cell.student().equals(student.name()))
            .sorted(Comparator.comparingInt(Cell::replicate))
            .toList();
    if (!cells.isEmpty()) {
      arms.add(arm(arm, student.name(), cells, facts));
    }
  }

  private static ArmResult arm(String arm, String student, List<Cell> cells, NodeFacts facts) {
    List<Cell> evaluated =
        cells.stream().filter(cell -> facts.scores().containsKey(cell.evaluationId())).toList();
    List<Scores> scores =
        evaluated.stream().map(cell -> facts.scores().get(cell.evaluationId())).toList();
    List<Double> values = scores.stream().map(Scores::probability).toList();
    Sample sample = values.isEmpty() ? null : new Sample(values);
    return new ArmResult(
        arm,
        student,
        values.size(),
        sample == null ? null : sample.mean(),
        sample == null ? null : sample.interval95().orElse(null),
        values,
        mean(scores, Scores::sampled),
        mean(scores, Scores::validAnswers),
        evaluated.stream().map(Cell::replicate).toList(),
        scores.stream().mapToInt(Scores::samples).sum(),
        scores.stream().mapToInt(Scores::unscored).sum());
  }

  private static Double mean(List<Scores> scores, Function<Scores, Double> reading) {
    OptionalDouble mean =
        scores.stream()
            .map(reading)
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .average();
    return mean.isPresent() ? mean.getAsDouble() : null;
  }
}
