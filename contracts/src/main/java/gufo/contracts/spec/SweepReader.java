package gufo.contracts.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * From the bytes of a spec file, with or without a {@code matrix}, to its experiments, or to
 * everything that is wrong with them. Pure, and never throws.
 */
public final class SweepReader {

  private SweepReader() {}

  /**
   * Reads YAML; JSON is YAML, too.
   *
   * @param files gives the bytes of a file that the spec names
   */
  public static Reading<Sweep> readYaml(byte[] bytes, Function<String, byte[]> files) {
    return read(bytes, Document.Format.YAML, files);
  }

  /** As {@link #readYaml}. */
  public static Reading<Sweep> readJson(byte[] bytes, Function<String, byte[]> files) {
    return read(bytes, Document.Format.JSON, files);
  }

  private static Reading<Sweep> read(
      byte[] bytes, Document.Format format, Function<String, byte[]> files) {
    List<SpecProblem> problems = new ArrayList<>();
    JsonNode tree = new Document("", "an experiment spec", format).tree(bytes, problems);
    if (problems.isEmpty() && tree.path("trait").path("file").isTextual()) {
      putTrait((ObjectNode) tree, files, problems);
    }
    Sweep sweep = null;
    if (problems.isEmpty()) {
      sweep = tree.has("matrix") ? Expansion.of(tree, problems) : plain(tree, problems);
    }
    return Reading.of(sweep, problems);
  }

  /** Puts the trait of a file of its own where the spec names the file. */
  private static void putTrait(
      ObjectNode spec, Function<String, byte[]> files, List<SpecProblem> problems) {
    JsonNode place = spec.get("trait");
    String name = place.get("file").textValue();
    if (place.size() > 1) {
      problems.add(
          new SpecProblem("trait.file", "'" + name + "' beside other fields", "the file alone"));
      return;
    }
    JsonNode trait =
        new Document("trait.file", "a trait", Document.Format.YAML)
            .tree(files.apply(name), problems);
    if (trait != null) {
      spec.set("trait", trait);
    }
  }

  private static Sweep plain(JsonNode tree, List<SpecProblem> problems) {
    ExperimentSpec spec = Fields.read(tree, "", problems, SpecFields::experiment);
    return new Sweep(spec.name(), List.of(), List.of(new Sweep.Experiment(spec, tree, List.of())));
  }
}
