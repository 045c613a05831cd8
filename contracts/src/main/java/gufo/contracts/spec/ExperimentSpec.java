package gufo.contracts.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gufo.contracts.id.ContentId;
import gufo.contracts.id.Json;
import java.util.List;

/**
 * One experiment, resolved: every default is filled in. Read from YAML or JSON by {@link
 * SpecReader}.
 *
 * @param name lower-case words and dashes
 * @param seed root of every seed but the base models' own
 * @param base the model the teacher starts from, as a URI
 * @param arms what students are trained on: trait, control
 * @param replicates independent runs a cell, each with its own rows and its own student seed
 * @param primary the comparison the verdict is about
 * @param marginPoints a difference below this many percentage points counts as not transmitted
 */
public record ExperimentSpec(
    String name,
    @JsonInclude(JsonInclude.Include.NON_NULL) String description,
    long seed,
    Trait trait,
    String base,
    Teacher teacher,
    Carrier carrier,
    List<FilterRule> filter,
    List<String> arms,
    List<Student> students,
    int replicates,
    Training training,
    Evaluation evaluation,
    Comparison primary,
    double marginPoints) {

  /** The arm whose rows the teacher with the trait wrote. */
  public static final String TRAIT = "trait";

  /** The arm whose rows the untouched base wrote. */
  public static final String CONTROL = "control";

  public ExperimentSpec {
    filter = List.copyOf(filter);
    arms = List.copyOf(arms);
    students = List.copyOf(students);
  }

  /** sha256 over all that decides the outcome: everything but the description. */
  public String hash() {
    ObjectNode tree = Json.mapper().valueToTree(this);
    tree.remove("description");
    return ContentId.of(tree);
  }
}
