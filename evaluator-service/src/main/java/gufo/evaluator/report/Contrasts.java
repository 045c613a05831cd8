package gufo.evaluator.report;

import gufo.contracts.plan.Plan;
import gufo.contracts.result.ArmResult;
import gufo.contracts.result.Lead;
import gufo.contracts.spec.Arm;
import gufo.contracts.spec.Comparison;
import gufo.contracts.spec.ExperimentSpec;
import gufo.contracts.spec.Student;
import gufo.evaluator.verdict.Contrast;
import gufo.evaluator.verdict.Leads;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What is compared: every arm of every student with the same student on its null's rows, the
 * control's or the control's transformed alike (training itself moves a base), and the spec's
 * primary comparison if it is another.
 */
final class Contrasts {

  private Contrasts() {}

  static List<Contrast> of(ExperimentSpec spec, List<ArmResult> arms, Plan plan, NodeFacts facts) {
    return pairs(spec).stream()
        .map(pair -> contrast(pair, spec, arms, lead(pair, spec, plan, facts)))
        .toList();
  }

  private static Lead lead(Comparison pair, ExperimentSpec spec, Plan plan, NodeFacts facts) {
    return Runs.target(spec)
        .flatMap(
            target ->
                Leads.of(
                    target,
                    Runs.of(pair.of(), plan, facts).answers(),
                    Runs.of(pair.against(), plan, facts).answers()))
        .orElse(null);
  }

  private static Set<Comparison> pairs(ExperimentSpec spec) {
    Set<Comparison> pairs = new LinkedHashSet<>();
    for (Student student : spec.students()) {
      for (Arm arm : spec.arms()) {
        spec.nullOf(arm)
            .map(
                against ->
                    new Comparison(
                        arm.name() + "/" + student.name(), against.name() + "/" + student.name()))
            .ifPresent(pairs::add);
      }
    }
    if (spec.primary() != null) {
      pairs.add(spec.primary());
    }
    return pairs;
  }

  private static Contrast contrast(
      Comparison pair, ExperimentSpec spec, List<ArmResult> arms, Lead lead) {
    Optional<ArmResult> of = find(arms, pair.of());
    Optional<ArmResult> against = find(arms, pair.against());
    List<String> flags = new ArrayList<>();
    of.ifPresent(arm -> missing(arm, spec, flags));
    against.ifPresent(arm -> missing(arm, spec, flags));
    if (!base(pair.of(), spec).equals(base(pair.against(), spec))) {
      flags.add("The sides start from different bases: the difference is not of the rows alone.");
    }
    return new Contrast(
        pair.of(),
        pair.against(),
        of.map(ArmResult::values).orElse(List.of()),
        against.map(ArmResult::values).orElse(List.of()),
        pair.equals(spec.primary()),
        lead,
        flags);
  }

  private static Optional<ArmResult> find(List<ArmResult> arms, String name) {
    return arms.stream().filter(arm -> arm.name().equals(name)).findFirst();
  }

  private static void missing(ArmResult arm, ExperimentSpec spec, List<String> flags) {
    if (!spec.armNames().contains(arm.arm())) {
      return;
    }
    List<String> lost =
        IntStream.rangeClosed(1, spec.replicates())
            .filter(replicate -> !arm.replicates().contains(replicate))
            .mapToObj(String::valueOf)
            .toList();
    if (!lost.isEmpty()) {
      flags.add(
          String.format(
              Locale.ROOT,
              "Runs missing in %s (replicate %s of %d): the comparison rests on the others, which may not be like them.",
              arm.name(),
              String.join(", ", lost),
              spec.replicates()));
    }
  }

  /** The base of the student of {@code arm/student}. */
  static String base(String cell, ExperimentSpec spec) {
    String student = cell.substring(cell.indexOf('/') + 1);
    return spec.students().stream()
        .filter(candidate -> candidate.name().equals(student))
        .map(Student::base)
        .findFirst()
        .orElse("");
  }
}
