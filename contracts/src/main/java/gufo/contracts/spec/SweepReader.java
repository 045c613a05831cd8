package gufo.contracts.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * From the bytes of a spec file, with or without a {@code matrix}, to its experiments, or to
 * everything that is wrong with them. Pure, and never throws.
 */
public final class SweepReader {

  private SweepReader() {}

  /** Reads YAML; JSON is YAML, too. */
  public static Reading<Sweep> readYaml(byte[] bytes) {
    return read(bytes, Document.Format.YAML);
  }

  public static Reading<Sweep> readJson(byte[] bytes) {
    return read(bytes, Document.Format.JSON);
  }

  private static Reading<Sweep> read(byte[] bytes, Document.Format format) {
    List<SpecProblem> problems = new ArrayList<>();
    JsonNode tree = new Document("", "an experiment spec", format).tree(bytes, problems);
    Sweep sweep = null;
    if (problems.isEmpty()) {
      sweep = tree.has("matrix") ? Expansion.of(tree, problems) : plain(tree, problems);
    }
    return Reading.of(sweep, problems);
  }

  private static Sweep plain(JsonNode tree, List<SpecProblem> problems) {
    ExperimentSpec spec = Fields.read(tree, "", problems, SpecFields::experiment);
    return new Sweep(spec.name(), List.of(), List.of(new Sweep.Experiment(spec, tree, List.of())));
  }
}
