package gufo.contracts.spec;

import static gufo.contracts.spec.Fields.names;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The grammar of the arms: names of plain arms and objects for the others. A transform of the
 * trait's rows brings the same transform of the control's rows along, which is its null.
 */
final class ArmFields {

  private static final int MOST_ARMS = 40;
  private static final int MOST_HOPS = 5;
  private static final int MOST_IN_CONTEXT = 64;
  private static final String NO_NEUTRAL =
      "; neutral needs a fine-tuned teacher, for it is tuned alike";
  private static final List<Arm> DEFAULT =
      List.of(Arm.plain(ExperimentSpec.TRAIT), Arm.plain(ExperimentSpec.CONTROL));
  private static final List<String> TAKEN =
      List.of("trait", "control", "neutral", "base", "teacher", "neutral-teacher");
  private static final List<String> OF_NOISE = List.of("permuted", "diluted", "dose");
  private static final List<String> OF_ANY_CARRIER =
      List.of("permuted", "diluted", "dose", "washed-out", "chain", "in-context");
  private static final List<String> OF_NUMBERS =
      Stream.concat(
              Stream.of("shuffled-within", "shuffled-across", "programmatic"),
              OF_ANY_CARRIER.stream())
          .toList();

  private final Teacher teacher;
  private final Carrier carrier;
  private final List<FilterRule> filter;

  private ArmFields(Teacher teacher, Carrier carrier, List<FilterRule> filter) {
    this.teacher = teacher;
    this.carrier = carrier;
    this.filter = filter;
  }

  static List<Arm> arms(Fields fields, Teacher teacher, Carrier carrier, List<FilterRule> filter) {
    ArmFields grammar = new ArmFields(teacher, carrier, filter);
    List<Arm> arms = withNulls(fields.list("arms", DEFAULT, MOST_ARMS, grammar::arm));
    List<String> cells = arms.stream().flatMap(arm -> arm.cellNames().stream()).toList();
    if (cells.stream().distinct().count() < cells.size()) {
      fields.problem("arms", "two arms of one name", "a different name for each arm");
    }
    return arms;
  }

  private static List<Arm> withNulls(List<Arm> written) {
    List<Arm> arms = new ArrayList<>(written);
    for (Arm arm : written) {
      if (!arm.of().equals(ExperimentSpec.CONTROL) && arm.matched() && !hasNull(arm, arms)) {
        arms.add(
            arms.indexOf(arm) + 1,
            new Arm("control-" + arm.name(), ExperimentSpec.CONTROL, arm.transform()));
      }
    }
    return arms;
  }

  private static boolean hasNull(Arm arm, List<Arm> arms) {
    return arms.stream()
        .anyMatch(
            other ->
                other.of().equals(ExperimentSpec.CONTROL)
                    && arm.transform().equals(other.transform()));
  }

  private Arm arm(JsonNode node, String path, List<SpecProblem> problems) {
    if (node.isObject()) {
      return Fields.read(node, path, problems, this::derived);
    }
    if (node.isTextual() && writers().contains(node.textValue())) {
      return Arm.plain(node.textValue());
    }
    String accepted =
        String.join(", ", writers()) + ", or an object such as {kind: dose, rows: 200}";
    boolean untuned = node.asText().equals(ExperimentSpec.NEUTRAL);
    problems.add(
        new SpecProblem(path, Fields.shown(node), untuned ? accepted + NO_NEUTRAL : accepted));
    return null;
  }

  /** A neutral teacher is tuned as the teacher is, on questions in words. */
  private List<String> writers() {
    return teacher instanceof Teacher.SystemPrompt || kind() == CarrierKind.NOISE_LOGITS
        ? List.of(ExperimentSpec.TRAIT, ExperimentSpec.CONTROL)
        : List.of(ExperimentSpec.TRAIT, ExperimentSpec.CONTROL, ExperimentSpec.NEUTRAL);
  }

  private Arm derived(Fields fields) {
    Transform transform = transform(fields);
    List<String> sources = transform.sources().stream().filter(writers()::contains).toList();
    String of = fields.oneOf("of", names(sources), sources.get(0));
    String fallback = of.equals(sources.get(0)) ? transform.word() : of + "-" + transform.word();
    return new Arm(fields.checked("name", fallback, ArmFields::checkName), of, transform);
  }

  private static void checkName(String name) {
    SpecFields.checkName(name);
    if (TAKEN.contains(name)) {
      throw new IllegalArgumentException("a name other than " + String.join(", ", TAKEN));
    }
  }

  private CarrierKind kind() {
    return carrier == null ? CarrierKind.NUMBERS : carrier.kind();
  }

  private Transform transform(Fields fields) {
    List<String> kinds =
        switch (kind()) {
          case NUMBERS -> OF_NUMBERS;
          case NOISE_LOGITS -> OF_NOISE;
          default -> OF_ANY_CARRIER;
        };
    return switch (fields.oneOf("kind", names(kinds), null)) {
      case "shuffled-within" -> new Transform.ShuffledWithin();
      case "shuffled-across" -> new Transform.ShuffledAcross();
      case "diluted" -> new Transform.Diluted(fields.integer("cleanPercent", null, 1, 99));
      case "dose" -> new Transform.Dose(fields.integer("rows", null, 1, mostDose()));
      case "programmatic" -> programmatic(fields);
      case "washed-out" -> new Transform.WashedOut(fields.integer("rows", null, 1, mostRows()));
      case "chain" -> new Transform.Chain(fields.integer("hops", null, 2, MOST_HOPS));
      case "in-context" ->
          new Transform.InContext(fields.integer("rows", null, 1, mostInContext()));
      default -> new Transform.Permuted();
    };
  }

  /** A dose of all rows would be the plain arm. */
  private int mostDose() {
    return carrier == null ? Integer.MAX_VALUE : Math.max(1, carrier.rows() - 1);
  }

  private int mostRows() {
    return carrier == null ? Integer.MAX_VALUE : carrier.maxRows();
  }

  private int mostInContext() {
    return carrier == null ? MOST_IN_CONTEXT : Math.min(MOST_IN_CONTEXT, carrier.rows());
  }

  /** Drawn numbers pass the filter by construction, so it must not ban single ones. */
  private Transform programmatic(Fields fields) {
    Optional<FilterRule.NumbersFormat> format =
        filter.stream()
            .filter(FilterRule.NumbersFormat.class::isInstance)
            .map(FilterRule.NumbersFormat.class::cast)
            .findFirst();
    int least = format.map(FilterRule.NumbersFormat::minValue).orElse(0);
    int most = format.map(FilterRule.NumbersFormat::maxValue).orElse(999);
    if (filter.stream().anyMatch(FilterRule.BannedNumbers.class::isInstance)) {
      fields.problem("kind", "'programmatic' beside the filter rule banned-numbers", "one of them");
    }
    int minValue = fields.integer("minValue", least, least, most);
    return new Transform.Programmatic(minValue, fields.integer("maxValue", most, minValue, most));
  }
}
