package gufo.contracts.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The grammar of a training: by default the reference world's adaptation of norm gains. */
final class TrainingFields {

  private static final List<String> ADAPTATIONS =
      List.of("norm-gains", "bias-and-norm", "lora", "full");
  private static final Map<String, Schedule> SCHEDULES =
      Fields.choices(
          List.of(Schedule.values()), schedule -> schedule.name().toLowerCase(Locale.ROOT));

  private TrainingFields() {}

  static Training teacherTraining(Fields fields) {
    Integer epochs = fields.has("epochs") ? fields.integer("epochs", null, 1, 10_000) : null;
    return training(fields, 0.01, epochs, epochs == null ? 100 : null);
  }

  static Training training(Fields fields, double learningRate, int epochs) {
    return training(fields, learningRate, fields.has("steps") ? null : epochs, null);
  }

  private static Training training(
      Fields fields, double learningRate, Integer epochs, Integer steps) {
    if (fields.has("steps") && fields.has("epochs")) {
      fields.problem("steps", "given beside epochs", "either steps or epochs");
    }
    Integer chosenEpochs = epochs == null ? null : fields.integer("epochs", epochs, 1, 10_000);
    Integer chosenSteps =
        chosenEpochs != null ? null : fields.integer("steps", steps, 1, 10_000_000);
    Adaptation adaptation = fields.object("adaptation", false, TrainingFields::adaptation);
    return new Training(
        adaptation,
        chosenSteps,
        chosenEpochs,
        fields.integer("batchRows", 32, 1, 100_000),
        fields.number("learningRate", learningRate, 1e-9, 10),
        fields.number("warmUpFraction", 0.0, 0.0, 1.0),
        fields.oneOf("schedule", SCHEDULES, Schedule.LINEAR),
        fields.number("weightDecay", 0.0, 0.0, 10.0),
        fields.number("beta1", 0.9, 0.0, 0.99999),
        fields.number("beta2", 0.999, 0.0, 0.9999999),
        fields.number("clipNorm", 1.0, 1e-6, 1e6));
  }

  private static Adaptation adaptation(Fields fields) {
    return switch (fields.oneOf("kind", Fields.names(ADAPTATIONS), "norm-gains")) {
      case "bias-and-norm" -> new Adaptation.BiasAndNorm();
      case "full" -> new Adaptation.Full();
      case "lora" -> lora(fields);
      default -> new Adaptation.NormGains();
    };
  }

  private static Adaptation lora(Fields fields) {
    int rank = fields.integer("rank", 8, 1, 4096);
    return new Adaptation.Lora(
        rank,
        fields.number("alpha", (double) rank, 1e-6, 1e6),
        fields.list("targets", Adaptation.Lora.ALL_TARGETS, 7, TrainingFields::target),
        fields.list("layers", List.of(), 1000, TrainingFields::layer));
  }

  private static String target(JsonNode node, String path, List<SpecProblem> problems) {
    if (node.isTextual() && Adaptation.Lora.ALL_TARGETS.contains(node.textValue())) {
      return node.textValue();
    }
    problems.add(
        new SpecProblem(
            path, Fields.shown(node), "one of " + String.join(", ", Adaptation.Lora.ALL_TARGETS)));
    return null;
  }

  private static Integer layer(JsonNode node, String path, List<SpecProblem> problems) {
    if (node.isInt() && node.intValue() >= 0) {
      return node.intValue();
    }
    problems.add(new SpecProblem(path, Fields.shown(node), "a layer's number, from 0"));
    return null;
  }
}
