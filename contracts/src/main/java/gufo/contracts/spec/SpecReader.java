package gufo.contracts.spec;

import java.util.ArrayList;
import java.util.List;

/**
 * From the bytes a person sent to a resolved spec, or to everything that is wrong with them. Never
 * throws.
 */
public final class SpecReader {

  /** Larger specs are refused unread. */
  public static final int LARGEST_BYTES = 256 * 1024;

  private SpecReader() {}

  /** Reads YAML; JSON is YAML, too. */
  public static Reading<ExperimentSpec> readYaml(byte[] bytes) {
    return read(bytes, Document.Format.YAML);
  }

  public static Reading<ExperimentSpec> readJson(byte[] bytes) {
    return read(bytes, Document.Format.JSON);
  }

  private static Reading<ExperimentSpec> read(byte[] bytes, Document.Format format) {
    List<SpecProblem> problems = new ArrayList<>();
    ExperimentSpec spec =
        new Document("", "an experiment spec", format).read(bytes, problems, SpecReader::alone);
    return Reading.of(spec, problems);
  }

  /** What the command puts in place before it sends a spec is told from a misspelt field. */
  private static ExperimentSpec alone(Fields fields) {
    ExperimentSpec spec = SpecFields.experiment(fields);
    if (fields.has("matrix")) {
      fields.problem("matrix", "a sweep", "one experiment; ./gufo submit makes them of a matrix");
    }
    return spec;
  }
}
