package gufo.evaluator.bases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gufo.contracts.id.Json;
import gufo.contracts.spec.Difference;
import gufo.contracts.spec.ExperimentSpec;
import gufo.contracts.spec.ModelUri;
import gufo.contracts.spec.SpecProblem;
import gufo.contracts.spec.Student;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether experiments are one experiment on several bases: all their specs are equal but for base
 * and seed (and name and description, which change nothing), and no two have the same base, for a
 * base is one unit however often it is measured.
 */
final class Repetitions {

  private static final Set<String> SEEDS = Set.of("seed", "dataSeed");

  private Repetitions() {}

  /** The first thing that speaks against it. */
  static Optional<SpecProblem> problem(List<EndedExperiment> experiments) {
    Map<String, String> idByBase = new HashMap<>();
    EndedExperiment first = experiments.get(0);
    for (EndedExperiment experiment : experiments) {
      String id = experiment.result().id();
      String known = idByBase.putIfAbsent(experiment.spec().base(), id);
      if (known != null) {
        return Optional.of(
            new SpecProblem(
                "base",
                "'%s' in both %s and %s".formatted(experiment.spec().base(), known, id),
                "another base in each experiment"));
      }
      List<Difference> differences = Difference.between(shape(first), shape(experiment));
      if (!differences.isEmpty()) {
        Difference difference = differences.get(0);
        return Optional.of(
            new SpecProblem(
                difference.path(),
                difference.other() + " in " + id,
                difference.first() + ", as in " + first.result().id()));
      }
    }
    return Optional.empty();
  }

  /** The spec without what may differ; a student's base is told as it relates to the spec's. */
  private static JsonNode shape(EndedExperiment experiment) {
    ExperimentSpec spec = experiment.spec();
    ObjectNode tree = Json.mapper().valueToTree(spec);
    tree.remove(List.of("name", "description", "seed", "base"));
    for (int i = 0; i < spec.students().size(); i++) {
      Student student = spec.students().get(i);
      ((ObjectNode) tree.get("students").get(i))
          .put("base", student.base().equals(spec.base()) ? "same" : kind(student.base()));
    }
    return tree;
  }

  /** A model's URI whatever its seeds. */
  private static String kind(String model) {
    ModelUri uri = ModelUri.parse(model);
    Map<String, String> parameters = new HashMap<>(uri.parameters());
    parameters.replaceAll((key, value) -> SEEDS.contains(key) ? "any" : value);
    return new ModelUri(uri.scheme(), uri.name(), parameters).toString();
  }
}
