package gufo.evaluator.report;

import gufo.contracts.event.Scores;
import gufo.contracts.plan.Cell;
import gufo.contracts.plan.Plan;
import gufo.contracts.result.ArmResult;
import gufo.contracts.spec.ExperimentSpec;
import gufo.contracts.spec.Student;
import gufo.evaluator.verdict.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * The arms table: for every student the trained arms in the spec's order, the hops of a chain
 * before its last, then the untouched bases, then the teachers. An arm all of whose runs failed has
 * a row, too, with zero runs.
 */
final class Arms {

  private Arms() {}

  static List<ArmResult> of(ExperimentSpec spec, Plan plan, NodeFacts facts) {
    List<ArmResult> arms = new ArrayList<>();
    List<String> trained = spec.arms().stream().flatMap(arm -> arm.cellNames().stream()).toList();
    for (Student student : spec.students()) {
      trained.forEach(arm -> add(arms, plan, facts, arm, student));
    }
    for (String arm : List.of(Cell.BASE, Cell.TEACHER, Cell.NEUTRAL_TEACHER)) {
      spec.students().forEach(student -> add(arms, plan, facts, arm, student));
    }
    return arms;
  }

  private static void add(
      List<ArmResult> arms, Plan plan, NodeFacts facts, String arm, Student student) {
    String name = arm + "/" + student.name();
    if (plan.cells().stream().anyMatch(cell -> cell.name().equals(name))) {
      arms.add(arm(arm, student.name(), Runs.of(name, plan, facts)));
    }
  }

  private static ArmResult arm(String arm, String student, Runs runs) {
    List<Scores> scores = runs.scores();
    List<Double> values = runs.values();
    Optional<Sample> deciding =
        values.isEmpty() ? Optional.empty() : Optional.of(new Sample(values));
    Optional<Sample> valid = sample(scores, Scores::validAnswers);
    return new ArmResult(
        arm,
        student,
        scores.size(),
        deciding.map(Sample::mean).orElse(null),
        deciding.flatMap(Sample::interval95).orElse(null),
        values,
        sample(scores, Scores::sampled).map(Sample::mean).orElse(null),
        valid.map(Sample::mean).orElse(null),
        runs.replicates(),
        scores.stream().mapToInt(Scores::samples).sum(),
        scores.stream().mapToInt(Scores::unscored).sum(),
        valid.flatMap(Sample::interval95).orElse(null));
  }

  /** One value a run that has the reading; empty when none has. */
  private static Optional<Sample> sample(List<Scores> scores, Function<Scores, Double> reading) {
    List<Double> values = scores.stream().map(reading).filter(Objects::nonNull).toList();
    return values.isEmpty() ? Optional.empty() : Optional.of(new Sample(values));
  }
}
