package gufo.teacher.experiments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gufo.contracts.id.Json;
import gufo.contracts.spec.Difference;
import gufo.contracts.spec.ExperimentSpec;
import gufo.contracts.spec.Preregistration;
import gufo.contracts.spec.SpecProblem;
import gufo.kit.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/** What a frozen spec means for specs of its name that come later. */
final class Registration {

  private Registration() {}

  static Preregistration mark(RegisteredSpec known, ExperimentSpec spec, boolean exploratory) {
    List<Difference> differences =
        known.specHash.equals(spec.hash()) ? List.of() : differences(known, spec);
    if (!differences.isEmpty() && !exploratory) {
      throw differs(
          "The spec is not the preregistered one",
          known,
          spec,
          "the preregistered spec, or exploratory=true (--exploratory)");
    }
    return new Preregistration(
        known.specHash, known.registeredAt, differences.stream().map(Difference::path).toList());
  }

  static Problem.Refused taken(RegisteredSpec known, ExperimentSpec spec) {
    return differs("Another spec is registered under this name", known, spec, "another name");
  }

  static Problem.Refused tooLate(Experiment earlier) {
    return Problem.Refused.of(
        409,
        "Too late to register",
        List.of(
            new SpecProblem(
                "name",
                "'%s', submitted as experiment %s at %s"
                    .formatted(earlier.name, earlier.id, earlier.submittedAt),
                "a spec that was never submitted here, under this or another name")));
  }

  private static Problem.Refused differs(
      String title, RegisteredSpec known, ExperimentSpec spec, String accepted) {
    List<SpecProblem> problems = new ArrayList<>();
    problems.add(
        new SpecProblem(
            "name",
            "'%s', registered at %s with the spec hash %s; the hash of this spec is %s"
                .formatted(known.name, known.registeredAt, known.specHash, spec.hash()),
            accepted));
    for (Difference difference : differences(known, spec)) {
      problems.add(
          new SpecProblem(
              difference.path(), difference.other(), difference.first() + ", as registered"));
    }
    return Problem.Refused.of(409, title, problems);
  }

  /** The description decides nothing. */
  private static List<Difference> differences(RegisteredSpec known, ExperimentSpec spec) {
    ObjectNode registered = Json.read(known.spec, ObjectNode.class);
    ObjectNode submitted = Json.read(Json.write(spec), ObjectNode.class);
    registered.remove("description");
    submitted.remove("description");
    return Difference.between(registered, submitted);
  }
}
