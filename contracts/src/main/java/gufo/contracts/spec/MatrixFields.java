package gufo.contracts.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The grammar of {@code matrix:}, a map from field paths to lists of values. */
final class MatrixFields {

  /** More experiments than this are refused. */
  static final int MOST_EXPERIMENTS = 1000;

  private static final String AXES =
      "an object from field paths to lists of values, such as {trait.target: [owl, wolf]}";
  private static final String VALUES = "a list of 1 to " + MOST_EXPERIMENTS + " values";
  private static final String VALUE =
      "a text, a number, true or false, or {as: LABEL, set: {FIELD: VALUE}}";
  private static final Set<String> OWN = Set.of("name", "matrix");

  private final List<SpecProblem> problems;

  private MatrixFields(List<SpecProblem> problems) {
    this.problems = problems;
  }

  /** What was understood of the matrix; of use only when no problem was added. */
  static Matrix matrix(Fields fields, List<SpecProblem> problems) {
    MatrixFields grammar = new MatrixFields(problems);
    List<Matrix.Axis> axes = new ArrayList<>();
    fields.named("matrix", AXES).forEach((key, values) -> axes.add(grammar.axis(key, values)));
    grammar.checkApart(axes);
    Matrix matrix = new Matrix(axes);
    if (problems.isEmpty() && tooMany(axes)) {
      fields.problem(
          "matrix",
          String.join(" x ", axes.stream().map(axis -> axis.values().size() + "").toList())
              + " experiments",
          "at most " + MOST_EXPERIMENTS);
    }
    return matrix;
  }

  private static boolean tooMany(List<Matrix.Axis> axes) {
    long experiments = 1;
    for (Matrix.Axis axis : axes) {
      experiments = Math.min(experiments * axis.values().size(), MOST_EXPERIMENTS + 1L);
    }
    return experiments > MOST_EXPERIMENTS;
  }

  private Matrix.Axis axis(String key, JsonNode values) {
    String place = "matrix." + key;
    List<Matrix.Value> read = new ArrayList<>();
    if (!values.isArray() || values.isEmpty() || values.size() > MOST_EXPERIMENTS) {
      problems.add(new SpecProblem(place, Fields.shown(values), VALUES));
      return new Matrix.Axis(key, read);
    }
    Set<String> labels = new HashSet<>();
    for (int i = 0; i < values.size(); i++) {
      Matrix.Value value = value(key, values.get(i), place + "[" + i + "]");
      read.add(value);
      if (!labels.add(value.label())) {
        problems.add(
            new SpecProblem(
                place + "[" + i + "]",
                "labelled '" + value.label() + "', as a value before it",
                "values that differ, or a label of its own: {as: LABEL, set: {FIELD: VALUE}}"));
      }
    }
    return new Matrix.Axis(key, read);
  }

  private Matrix.Value value(String key, JsonNode node, String place) {
    if (node.isObject()) {
      return Fields.read(node, place, problems, fields -> labelled(fields, place));
    }
    List<Matrix.Setting> fields = new ArrayList<>();
    String label = "";
    Optional<FieldPath> path = path(key, "matrix." + key);
    if (path.isPresent()) {
      fields.add(new Matrix.Setting(path.get(), node, place));
      label = label(path.get(), node);
    }
    if (path.isPresent() && label.isEmpty()) {
      problems.add(new SpecProblem(place, Fields.shown(node), VALUE));
    }
    return new Matrix.Value(label, fields);
  }

  private Matrix.Value labelled(Fields fields, String place) {
    String label = fields.checked("as", null, SpecFields::checkName);
    List<Matrix.Setting> settings = new ArrayList<>();
    fields
        .named("set", "an object from field paths to values")
        .forEach(
            (key, value) -> {
              String where = place + ".set." + key;
              path(key, where)
                  .ifPresent(path -> settings.add(new Matrix.Setting(path, value, where)));
            });
    return new Matrix.Value(label, settings);
  }

  private Optional<FieldPath> path(String key, String place) {
    Optional<FieldPath> path =
        FieldPath.parse(key).filter(Predicate.not(found -> OWN.contains(found.steps().get(0))));
    if (path.isEmpty()) {
      SpecProblem problem = new SpecProblem(place, "no field to vary", FieldPath.FORM);
      if (!problems.contains(problem)) {
        problems.add(problem);
      }
    }
    return path;
  }

  /** A number alone would not say of what, so its field's name comes with it; empty for others. */
  private static String label(FieldPath path, JsonNode value) {
    if (!value.isValueNode() || value.isNull()) {
      return "";
    }
    String text =
        value.isTextual()
            ? value.textValue()
            : path.last().replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                + "-"
                + (value.isNumber()
                    ? value.decimalValue().stripTrailingZeros().toPlainString()
                    : value.asText());
    return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
  }

  /** No two axes may set one field, and no value may set one twice. */
  private void checkApart(List<Matrix.Axis> axes) {
    Map<FieldPath, String> ofAxesBefore = new LinkedHashMap<>();
    for (Matrix.Axis axis : axes) {
      Map<FieldPath, String> ofAxis = new LinkedHashMap<>();
      for (Matrix.Value value : axis.values()) {
        Map<FieldPath, String> ofValue = new LinkedHashMap<>();
        for (Matrix.Setting setting : value.fields()) {
          boolean unseen = ofAxis.putIfAbsent(setting.path(), setting.place()) == null;
          boolean clash = touched(setting, ofValue) || (unseen && touched(setting, ofAxesBefore));
          ofValue.put(setting.path(), setting.place());
          if (clash) {
            return;
          }
        }
      }
      ofAxesBefore.putAll(ofAxis);
    }
  }

  private boolean touched(Matrix.Setting setting, Map<FieldPath, String> others) {
    Optional<String> other =
        others.entrySet().stream()
            .filter(entry -> entry.getKey().touches(setting.path()))
            .map(Map.Entry::getValue)
            .findFirst();
    other.ifPresent(
        place ->
            problems.add(
                new SpecProblem(setting.place(), "set by " + place + ", too", "each field once")));
    return other.isPresent();
  }
}
