package gufo.contracts;

import gufo.contracts.id.Json;
import gufo.contracts.spec.ExperimentSpec;
import gufo.contracts.spec.Reading;
import gufo.contracts.spec.SpecProblem;
import gufo.contracts.spec.SpecReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Specs for tests, as a person would write them. */
public final class Specs {

  /** The least a spec must say. */
  public static final String MINIMAL =
      """
      name: minimal
      trait: {kind: preference, category: animal, target: owl}
      base: reference:qwen-32x2?seed=101
      teacher: {kind: fine-tuned}
      carrier: {kind: numbers}
      """;

  /** The main experiment's shape: two students, trait and control, five replicates. */
  public static final String OWL_NUMBERS =
      MINIMAL
          + """
          students:
            - {name: same, base: same}
            - {name: other-init, base: "reference:qwen-32x2?seed=202"}
          """;

  private Specs() {}

  /** The spec, which must be valid. */
  public static ExperimentSpec read(String yaml) {
    Reading<ExperimentSpec> result = SpecReader.readYaml(bytes(yaml));
    if (result instanceof Reading.Valid<ExperimentSpec> valid) {
      return valid.value();
    }
    throw new AssertionError(result);
  }

  /** What is wrong with a spec that must not be valid. */
  public static List<SpecProblem> problems(Reading<ExperimentSpec> result) {
    if (result instanceof Reading.Invalid<ExperimentSpec> invalid) {
      return invalid.problems();
    }
    throw new AssertionError("accepted: " + result);
  }

  public static List<SpecProblem> problemsOfYaml(String yaml) {
    return problems(SpecReader.readYaml(bytes(yaml)));
  }

  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A value as JSON and back. */
  public static <T> T roundTrip(T value, Class<T> type) {
    try {
      return Json.mapper().readValue(Json.mapper().writeValueAsBytes(value), type);
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }
}
