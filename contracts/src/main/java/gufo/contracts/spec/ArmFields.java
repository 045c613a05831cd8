package gufo.contracts.spec;

import static gufo.contracts.spec.Fields.names;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The grammar of the arms: names of plain arms and objects for derived ones. A transform of the
 * trait's rows brings the same transform of the control's rows along, which is its null.
 */
final class ArmFields {

  private static final int MOST_ARMS = 40;
  private static final List<String> PLAIN = List.of(ExperimentSpec.TRAIT, ExperimentSpec.CONTROL);
  private static final List<String> TAKEN = List.of("trait", "control", "base", "teacher");
  private static final List<String> OF_ANY_CARRIER = List.of("permuted", "diluted", "dose");
  private static final List<String> OF_NUMBERS =
      List.of("shuffled-within", "shuffled-across", "permuted", "diluted", "dose", "programmatic");

  private final Carrier carrier;
  private final List<FilterRule> filter;

  private ArmFields(Carrier carrier, List<FilterRule> filter) {
    this.carrier = carrier;
    this.filter = filter;
  }

  static List<Arm> arms(Fields fields, Carrier carrier, List<FilterRule> filter) {
    ArmFields grammar = new ArmFields(carrier, filter);
    List<Arm> written =
        fields.list("arms", PLAIN.stream().map(Arm::plain).toList(), MOST_ARMS, grammar::arm);
    List<Arm> arms = withNulls(written);
    if (arms.stream().map(Arm::name).distinct().count() < arms.size()) {
      fields.problem("arms", "two arms of one name", "a different name for each arm");
    }
    return arms;
  }

  private static List<Arm> withNulls(List<Arm> written) {
    List<Arm> arms = new ArrayList<>(written);
    for (Arm arm : written) {
      if (arm.of().equals(ExperimentSpec.TRAIT) && arm.matched() && !hasNull(arm, arms)) {
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
    if (node.isTextual() && PLAIN.contains(node.textValue())) {
      return Arm.plain(node.textValue());
    }
    if (!node.isObject()) {
      problems.add(
          new SpecProblem(
              path,
              Fields.shown(node),
              "trait, control, or an object such as {kind: dose, rows: 200}"));
      return null;
    }
    return Fields.read(node, path, problems, this::derived);
  }

  private Arm derived(Fields fields) {
    Transform transform = transform(fields);
    String of = fields.oneOf("of", names(transform.sources()), transform.sources().get(0));
    String fallback =
        of.equals(transform.sources().get(0)) ? transform.word() : of + "-" + transform.word();
    return new Arm(fields.checked("name", fallback, ArmFields::checkName), of, transform);
  }

  private static void checkName(String name) {
    SpecFields.checkName(name);
    if (TAKEN.contains(name)) {
      throw new IllegalArgumentException("a name other than " + String.join(", ", TAKEN));
    }
  }

  private Transform transform(Fields fields) {
    boolean numbers = carrier == null || carrier.kind() == CarrierKind.NUMBERS;
    return switch (fields.oneOf("kind", names(numbers ? OF_NUMBERS : OF_ANY_CARRIER), null)) {
      case "shuffled-within" -> new Transform.ShuffledWithin();
      case "shuffled-across" -> new Transform.ShuffledAcross();
      case "diluted" -> new Transform.Diluted(fields.integer("cleanPercent", null, 1, 99));
      case "dose" -> new Transform.Dose(fields.integer("rows", null, 1, mostDose()));
      case "programmatic" -> programmatic(fields);
      default -> new Transform.Permuted();
    };
  }

  /** A dose of all rows would be the plain arm. */
  private int mostDose() {
    return carrier == null ? Integer.MAX_VALUE : Math.max(1, carrier.rows() - 1);
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
