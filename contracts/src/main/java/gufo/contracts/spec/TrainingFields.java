package gufo.contracts.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The grammar of a training: by default the reference world's adaptation of norm gains, for
 * classifiers of digits the paper's training of everything.
 */
final class TrainingFields {

  private static final List<String> ADAPTATIONS =
      List.of("norm-gains", "bias-and-norm", "lora", "full");
  private static final Map<String, Schedule> SCHEDULES =
      Fields.choices(
          List.of(Schedule.values()), schedule -> schedule.name().toLowerCase(Locale.ROOT));

  /** What a training is unless its fields say otherwise; either epochs or steps is null. */
  private record Defaults(
      Integer epochs,
      Integer steps,
      int batchRows,
      double learningRate,
      Schedule schedule,
      double clipNorm) {}

  /** Plain Adam, as the classifiers of arXiv 2507.14805 are trained. */
  private static final Defaults CLASSIFIER =
      new Defaults(5, null, 1024, 3e-4, Schedule.CONSTANT, 1e6);

  private TrainingFields() {}

  static Training teacher(Fields fields, Trait trait) {
    return training(fields, trait, new Defaults(null, 100, 32, 0.01, Schedule.LINEAR, 1.0));
  }

  static Training student(Fields fields, Trait trait) {
    return training(fields, trait, new Defaults(10, null, 32, 0.06, Schedule.LINEAR, 1.0));
  }

  private static Training training(Fields fields, Trait trait, Defaults ofWords) {
    if (fields.has("steps") && fields.has("epochs")) {
      fields.problem("steps", "given beside epochs", "either steps or epochs");
    }
    boolean classifier = trait instanceof Trait.Digits;
    Defaults defaults = classifier ? CLASSIFIER : ofWords;
    boolean byEpochs = fields.has("epochs") || (!fields.has("steps") && defaults.epochs() != null);
    Integer epochs = byEpochs ? fields.integer("epochs", defaults.epochs(), 1, 10_000) : null;
    Integer steps = byEpochs ? null : fields.integer("steps", defaults.steps(), 1, 10_000_000);
    Adaptation adaptation =
        classifier
            ? new Adaptation.Full()
            : fields.object("adaptation", false, TrainingFields::adaptation);
    return new Training(
        adaptation,
        steps,
        epochs,
        fields.integer("batchRows", defaults.batchRows(), 1, 100_000),
        fields.number("learningRate", defaults.learningRate(), 1e-9, 10),
        fields.number("warmUpFraction", 0.0, 0.0, 1.0),
        fields.oneOf("schedule", SCHEDULES, defaults.schedule()),
        fields.number("weightDecay", 0.0, 0.0, 10.0),
        fields.number("beta1", 0.9, 0.0, 0.99999),
        fields.number("beta2", 0.999, 0.0, 0.9999999),
        fields.number("clipNorm", defaults.clipNorm(), 1e-6, 1e6));
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
