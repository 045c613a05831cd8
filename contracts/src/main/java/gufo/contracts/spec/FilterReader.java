package gufo.contracts.spec;

import java.util.ArrayList;
import java.util.List;

/**
 * From a rules file, the {@code filter} list of a spec on its own in YAML, to its rules or to
 * everything that is wrong with it. Never throws.
 */
public final class FilterReader {

  private FilterReader() {}

  /** Reads at most {@link SpecReader#LARGEST_BYTES} of YAML; JSON is YAML, too. */
  public static Reading<List<FilterRule>> readYaml(byte[] bytes) {
    List<SpecProblem> problems = new ArrayList<>();
    List<FilterRule> rules =
        new Document("filter", "a list of rules", Document.Format.YAML)
            .read(bytes, problems, FilterFields::rulesAlone);
    return Reading.of(rules, problems);
  }
}
