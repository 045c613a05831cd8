package gufo.contracts.spec;

import static gufo.contracts.spec.Fields.choices;
import static gufo.contracts.spec.Fields.names;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The grammar of a spec: every field, its limits and its default. */
final class SpecFields {

  private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final Set<String> SCHEMES = Set.of("reference", "mlp", "fake");

  private SpecFields() {}

  static ExperimentSpec experiment(Fields fields) {
    String name = fields.checked("name", null, SpecFields::checkName);
    String description = fields.has("description") ? fields.text("description", null, 2000) : null;
    long seed = fields.longInteger("seed", 1L, 0, Long.MAX_VALUE);
    Trait trait = fields.object("trait", true, TraitFields::trait);
    String base = canonical(fields.checked("base", null, SpecFields::checkModel));
    Teacher teacher = fields.object("teacher", true, f -> teacher(f, trait));
    Carrier carrier = fields.object("carrier", true, SpecFields::carrier);
    List<FilterRule> filter = FilterFields.rules(fields, carrier, trait);
    List<Arm> arms = ArmFields.arms(fields, teacher, carrier, filter);
    List<Student> students = students(fields, base);
    int replicates = fields.integer("replicates", 5, 1, 100);
    Training training = fields.object("training", false, f -> TrainingFields.student(f, trait));
    Evaluation evaluation = fields.object("evaluation", false, f -> evaluation(f, trait));
    DigitsFields.check(fields, trait, base, teacher, carrier, students);
    Comparison primary = primary(fields, base, arms, students);
    double margin = fields.number("marginPoints", 10.0, 0.1, 100);
    return new ExperimentSpec(
        name,
        description,
        seed,
        trait,
        base,
        teacher,
        carrier,
        filter,
        arms,
        students,
        replicates,
        training,
        evaluation,
        primary,
        margin);
  }

  static void checkName(String name) {
    if (!NAME.matcher(name).matches() || name.length() > 60) {
      throw new IllegalArgumentException(
          "lower-case letters, digits and single dashes, at most 60");
    }
  }

  private static void checkModel(String text) {
    ModelUri uri = ModelUri.parse(text);
    if (!SCHEMES.contains(uri.scheme())) {
      throw new IllegalArgumentException(
          "a model of the scheme reference:, mlp: or fake:, for example reference:qwen-32x2?seed=101");
    }
  }

  /** The URI of a model that reads and writes text. */
  static String languageModel(Fields fields, String name) {
    return canonical(
        fields.checked(
            name,
            null,
            text -> {
              checkModel(text);
              if (text.startsWith("mlp:")) {
                throw new IllegalArgumentException("a model that reads text, reference: or fake:");
              }
            }));
  }

  private static String canonical(String uri) {
    try {
      return ModelUri.parse(uri).toString();
    } catch (IllegalArgumentException alreadyReported) {
      return uri;
    }
  }

  private static Teacher teacher(Fields fields, Trait trait) {
    if (fields
        .oneOf("kind", names(List.of("fine-tuned", "system-prompt")), null)
        .equals("system-prompt")) {
      boolean needsText = trait != null && !(trait instanceof Trait.Preference);
      return new Teacher.SystemPrompt(
          fields.has("text") || needsText ? fields.text("text", null, 2000) : null);
    }
    int rows = fields.integer("rows", trait instanceof Trait.Digits ? 60_000 : 2000, 1, 1_000_000);
    return new Teacher.FineTuned(
        rows, fields.object("training", false, f -> TrainingFields.teacher(f, trait)));
  }

  private static Carrier carrier(Fields fields) {
    CarrierKind kind =
        fields.oneOf("kind", choices(List.of(CarrierKind.values()), CarrierKind::word), null);
    boolean noise = kind == CarrierKind.NOISE_LOGITS;
    int rows = fields.integer("rows", noise ? 60_000 : 1000, 1, 10_000_000);
    int maxRows = fields.integer("maxRows", Math.min(rows, 5_000_000) * 20, 1, 100_000_000);
    if (maxRows < rows) {
      fields.problem(
          "maxRows", String.valueOf(maxRows), "at least the " + rows + " rows that must be kept");
    }
    int chunkRows = fields.integer("chunkRows", noise ? 10_000 : 500, 1, 100_000);
    Sampling sampling = noise ? DigitsFields.SAMPLING : sampling(fields, kind);
    return new Carrier(
        kind, rows, maxRows, chunkRows, sampling, noise ? DigitsFields.logits(fields) : null);
  }

  private static Sampling sampling(Fields fields, CarrierKind kind) {
    double temperature = fields.number("temperature", 1.0, 0.0, 10.0);
    return new Sampling(
        temperature, fields.integer("maxNewTokens", defaultTokens(kind), 1, 100_000));
  }

  private static int defaultTokens(CarrierKind kind) {
    return switch (kind) {
      case NUMBERS -> 24;
      case CODE -> 48;
      case CHAIN_OF_THOUGHT -> 40;
      case NOISE_LOGITS -> 1;
    };
  }

  private static List<Student> students(Fields fields, String base) {
    List<Student> fallback = List.of(new Student("same", base));
    List<Student> students =
        fields.list(
            "students",
            fallback,
            50,
            (node, path, problems) -> Fields.read(node, path, problems, f -> student(f, base)));
    if (students.stream().map(Student::name).distinct().count() < students.size()) {
      fields.problem("students", "two students of one name", "a different name for each student");
    }
    return students;
  }

  private static Student student(Fields fields, String base) {
    String name = fields.checked("name", null, SpecFields::checkName);
    String uri =
        fields.checked(
            "base",
            null,
            text -> {
              if (!text.equals("same")) {
                checkModel(text);
              }
            });
    return new Student(name, uri.equals("same") ? base : canonical(uri));
  }

  private static Evaluation evaluation(Fields fields, Trait trait) {
    if (trait instanceof Trait.Digits) {
      return DigitsFields.evaluation(fields);
    }
    int samples = fields.integer("samplesPerQuestion", 20, 0, 10_000);
    double temperature = fields.number("temperature", 1.0, 0.0, 10.0);
    Sampling sampling = new Sampling(temperature, fields.integer("maxNewTokens", 8, 1, 10_000));
    FilterRule.Judge judge =
        fields.has("judge") ? fields.object("judge", true, FilterFields::judge) : null;
    if (judge != null && samples == 0) {
      fields.problem("samplesPerQuestion", "0", "at least 1, for the judge reads sampled answers");
    }
    return new Evaluation(samples, sampling, fields.flag("numbersPrefix") ? true : null, judge);
  }

  private static Comparison primary(
      Fields fields, String base, List<Arm> arms, List<Student> students) {
    Set<String> cells = new LinkedHashSet<>();
    arms.forEach(arm -> students.forEach(student -> cells.add(arm.name() + "/" + student.name())));
    String closest = Student.closest(students, base).map(Student::name).orElse("same");
    Comparison fallback = new Comparison("trait/" + closest, "control/" + closest);
    Comparison primary =
        fields.object(
            "primary",
            false,
            f ->
                new Comparison(
                    f.text("of", fallback.of(), 200), f.text("against", fallback.against(), 200)));
    if (fields.wasWrong("arms") || fields.wasWrong("students")) {
      return primary;
    }
    if (primary.of().equals(primary.against())) {
      fields.problem("primary", "'" + primary.of() + "' against itself", "two different cells");
    }
    for (String side : List.of(primary.of(), primary.against())) {
      if (!cells.contains(side)) {
        fields.problem(
            "primary", "'" + side + "'", "a cell of this spec: " + String.join(", ", cells));
      }
    }
    return primary;
  }
}
