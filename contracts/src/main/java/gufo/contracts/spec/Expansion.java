package gufo.contracts.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The cross product of a matrix over its spec. What is wrong with an experiment is told of the
 * matrix's value that brought it in; what several bring in together, with the experiment's name.
 */
final class Expansion {

  private final ObjectNode template;
  private final String name;
  private final List<Sweep.Experiment> experiments = new ArrayList<>();
  private final Set<SpecProblem> brought = new LinkedHashSet<>();
  private final Map<SpecProblem, List<String>> others = new LinkedHashMap<>();

  private Expansion(ObjectNode template, String name) {
    this.template = template;
    this.name = name;
  }

  static Sweep of(JsonNode tree, List<SpecProblem> problems) {
    Fields fields = new Fields(tree, "", problems);
    String name = fields.checked("name", null, SpecFields::checkName);
    Matrix matrix = MatrixFields.matrix(fields, problems);
    if (!problems.isEmpty()) {
      return null;
    }
    ObjectNode template = tree.deepCopy();
    template.remove("matrix");
    Expansion expansion = new Expansion(template, name);
    matrix.combinations().forEach(expansion::experiment);
    problems.addAll(expansion.problems());
    return new Sweep(
        name, matrix.axes().stream().map(Matrix.Axis::key).toList(), expansion.experiments);
  }

  private void experiment(List<Matrix.Value> values) {
    List<String> labels = values.stream().map(Matrix.Value::label).toList();
    String full = name + "-" + String.join("-", labels);
    ObjectNode document = template.deepCopy();
    document.put("name", full);
    List<Matrix.Setting> settings = values.stream().flatMap(v -> v.fields().stream()).toList();
    List<SpecProblem> found = new ArrayList<>();
    for (Matrix.Setting setting : settings) {
      if (!setting.path().set(document, setting.value())) {
        brought.add(new SpecProblem(setting.place(), "nowhere in this spec", FieldPath.FORM));
      }
    }
    ExperimentSpec spec = Fields.read(document, "", found, SpecFields::experiment);
    found.forEach(problem -> sort(problem, settings, full));
    experiments.add(new Sweep.Experiment(spec, document, labels));
  }

  private void sort(SpecProblem problem, List<Matrix.Setting> settings, String experiment) {
    if (problem.path().equals("name")) {
      brought.add(
          new SpecProblem(
              "matrix",
              "an experiment named '" + experiment + "'",
              "labels that keep names within 60 characters: {as: LABEL, set: {FIELD: VALUE}}"));
      return;
    }
    Optional<SpecProblem> told =
        settings.stream().flatMap(setting -> toldOf(setting, problem).stream()).findFirst();
    told.ifPresentOrElse(
        brought::add,
        () -> others.computeIfAbsent(problem, any -> new ArrayList<>()).add(experiment));
  }

  /** The problem at the place in the matrix that it comes from. */
  private static Optional<SpecProblem> toldOf(Matrix.Setting setting, SpecProblem problem) {
    Optional<FieldPath> at = FieldPath.parse(problem.path());
    if (at.isEmpty() || !at.get().touches(setting.path())) {
      return Optional.empty();
    }
    String path = setting.path().text();
    String inside = problem.path().startsWith(path) ? problem.path().substring(path.length()) : "";
    return Optional.of(
        new SpecProblem(setting.place() + inside, problem.value(), problem.accepted()));
  }

  private List<SpecProblem> problems() {
    List<SpecProblem> all = new ArrayList<>(brought);
    others.forEach(
        (problem, names) ->
            all.add(names.size() == experiments.size() ? problem : in(names.get(0), problem)));
    Set<String> names = new LinkedHashSet<>();
    for (Sweep.Experiment experiment : experiments) {
      if (!names.add(experiment.spec().name())) {
        all.add(
            new SpecProblem(
                "matrix",
                "two experiments named '" + experiment.spec().name() + "'",
                "labels that tell all experiments apart"));
      }
    }
    return all;
  }

  private static SpecProblem in(String experiment, SpecProblem problem) {
    String value = problem.value() == null ? "missing" : problem.value();
    return new SpecProblem(problem.path(), value + " in " + experiment, problem.accepted());
  }
}
