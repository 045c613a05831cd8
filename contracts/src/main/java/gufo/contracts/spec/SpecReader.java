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

  /** What reading ends in. */
  public sealed interface Result {}

  /** A spec that can run. */
  public record Valid(ExperimentSpec spec) implements Result {}

  /** At least one problem. */
  public record Invalid(List<SpecProblem> problems) implements Result {
    public Invalid {
      problems = List.copyOf(problems);
    }
  }

  private SpecReader() {}

  /** Reads YAML; JSON is YAML, too. */
  public static Result readYaml(byte[] bytes) {
    return read(bytes, Document.Format.YAML);
  }

  public static Result readJson(byte[] bytes) {
    return read(bytes, Document.Format.JSON);
  }

  private static Result read(byte[] bytes, Document.Format format) {
    List<SpecProblem> problems = new ArrayList<>();
    ExperimentSpec spec =
        new Document("", "an experiment spec", format)
            .read(bytes, problems, SpecFields::experiment);
    return problems.isEmpty() ? new Valid(spec) : new Invalid(problems);
  }
}
