package gufo.contracts.spec;

import java.util.ArrayList;
import java.util.List;

/**
 * From a rules file, the {@code filter} list of a spec on its own in YAML, to its rules or to
 * everything that is wrong with it. Never throws.
 */
public final class FilterReader {

  /** What reading ends in. */
  public sealed interface Result {}

  /** Rules that can be applied, in order. */
  public record Valid(List<FilterRule> rules) implements Result {
    public Valid {
      rules = List.copyOf(rules);
    }
  }

  /** At least one problem. */
  public record Invalid(List<SpecProblem> problems) implements Result {
    public Invalid {
      problems = List.copyOf(problems);
    }
  }

  private FilterReader() {}

  /** Reads at most {@link SpecReader#LARGEST_BYTES} of YAML; JSON is YAML, too. */
  public static Result readYaml(byte[] bytes) {
    List<SpecProblem> problems = new ArrayList<>();
    List<FilterRule> rules =
        new Document("filter", "a list of rules", Document.Format.YAML)
            .read(bytes, problems, FilterFields::rulesAlone);
    return problems.isEmpty() ? new Valid(rules) : new Invalid(problems);
  }
}
