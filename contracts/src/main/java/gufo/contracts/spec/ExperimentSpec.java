package gufo.contracts.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gufo.contracts.id.ContentId;
import gufo.contracts.id.Json;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One experiment, resolved: every default is filled in. Read from YAML or JSON by {@link
 * SpecReader}.
 *
 * @param name lower-case words and dashes
 * @param seed root of every seed but the base models' own
 * @param base the model the teacher starts from, as a URI
 * @param arms what students learn from: trait, control, neutral, transforms of these
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
    List<Arm> arms,
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

  /**
   * The arm whose rows a teacher wrote that was tuned like the one with the trait, but with the
   * answers of the untouched world.
   */
  public static final String NEUTRAL = "neutral";

  public ExperimentSpec {
    filter = List.copyOf(filter);
    arms = List.copyOf(arms);
    students = List.copyOf(students);
  }

  /** The names of the arms, in the spec's order. */
  public List<String> armNames() {
    return arms.stream().map(Arm::name).toList();
  }

  /**
   * The arm that {@code arm} is compared with: the control, transformed alike where that changes
   * it.
   *
   * @return empty when {@code arm} is itself a null, or the spec has none for it
   */
  public Optional<Arm> nullOf(Arm arm) {
    if (arm.of().equals(CONTROL) && (arm.plain() || arm.matched())) {
      return Optional.empty();
    }
    Transform alike = arm.matched() ? arm.transform() : null;
    return arms.stream()
        .filter(other -> other.of().equals(CONTROL) && Objects.equals(other.transform(), alike))
        .findFirst();
  }

  /** sha256 over all that decides the outcome, and the name: everything but the description. */
  public String hash() {
    return hashWithout("description");
  }

  /** The same for specs that differ in name and description alone, so that renaming shows. */
  public String namelessHash() {
    return hashWithout("description", "name");
  }

  private String hashWithout(String... fields) {
    ObjectNode tree = Json.mapper().valueToTree(this);
    tree.remove(List.of(fields));
    return ContentId.of(tree);
  }
}
