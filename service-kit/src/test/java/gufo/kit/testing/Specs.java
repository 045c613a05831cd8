package gufo.kit.testing;

import gufo.contracts.plan.Plan;
import gufo.contracts.plan.Recipe;
import gufo.contracts.spec.ExperimentSpec;
import gufo.contracts.spec.Reading;
import gufo.contracts.spec.SpecReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Specs and the recipes of their plans, for component tests. */
public final class Specs {

  private Specs() {}

  /** The spec, which must be valid. */
  public static ExperimentSpec read(String yaml) {
    Reading<ExperimentSpec> read = SpecReader.readYaml(yaml.getBytes(StandardCharsets.UTF_8));
    if (read instanceof Reading.Valid<ExperimentSpec> valid) {
      return valid.value();
    }
    throw new AssertionError(read);
  }

  /** The recipes of one type in the spec's plan, in its order. */
  public static <R extends Recipe> List<R> recipes(ExperimentSpec spec, Class<R> type) {
    return Plan.of(spec).nodes().stream()
        .map(node -> node.recipe())
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }
}
