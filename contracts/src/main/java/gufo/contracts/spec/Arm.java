package gufo.contracts.spec;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import gufo.contracts.id.Json;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What students learn from. In JSON a plain arm is its name, a derived one an object with the
 * fields of its transform beside {@code name} and {@code of}.
 *
 * @param name what cells call it
 * @param of whose rows: {@link ExperimentSpec#TRAIT}, {@link ExperimentSpec#CONTROL} or {@link
 *     ExperimentSpec#NEUTRAL}
 * @param transform what is done with them, null for a training on the rows as they are
 */
public record Arm(String name, String of, Transform transform) {

  static Arm plain(String source) {
    return new Arm(source, source, null);
  }

  /** Whether its rows are the writer's own, untouched. */
  public boolean plain() {
    return transform == null;
  }

  /** Whether its null is the control transformed alike, rather than the control as it is. */
  boolean matched() {
    return !plain()
        && transform.sources().contains(ExperimentSpec.TRAIT)
        && transform.sources().contains(ExperimentSpec.CONTROL);
  }

  /**
   * What its cells are called: its name. Of a chain every hop is measured, the last under the arm's
   * name.
   */
  public List<String> cellNames() {
    int hops = transform instanceof Transform.Chain chain ? chain.hops() : 1;
    return IntStream.rangeClosed(1, hops)
        .mapToObj(hop -> hop == hops ? name : name + "-hop-" + hop)
        .toList();
  }

  @JsonValue
  JsonNode json() {
    if (plain()) {
      return TextNode.valueOf(name);
    }
    ObjectNode fields = Json.mapper().valueToTree(transform);
    return fields.put("name", name).put("of", of);
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static Arm ofJson(JsonNode node) throws JsonProcessingException {
    return node.isTextual()
        ? plain(node.textValue())
        : new Arm(
            node.path("name").asText(),
            node.path("of").asText(),
            Json.mapper().treeToValue(node, Transform.class));
  }
}
