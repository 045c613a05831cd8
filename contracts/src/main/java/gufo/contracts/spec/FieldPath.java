package gufo.contracts.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where a field of a spec stands, as problems name it: {@code students[1].base}. */
record FieldPath(String text, List<String> steps) {

  /** What a path looks like, for those who wrote something else. */
  static final String FORM =
      "the path of a field, such as training.learningRate or students[0].base";

  private static final String NAME = "[A-Za-z][A-Za-z0-9]*";
  private static final Pattern PATH =
      Pattern.compile(NAME + "(\\.NAME|\\[[0-9]{1,4}])*".replace("NAME", NAME));

  FieldPath {
    steps = List.copyOf(steps);
  }

  static Optional<FieldPath> parse(String text) {
    return PATH.matcher(text).matches()
        ? Optional.of(new FieldPath(text, List.of(text.split("[.\\[\\]]+"))))
        : Optional.empty();
  }

  /** Whether one of the two stands inside the other, or both are one. */
  boolean touches(FieldPath other) {
    int common = Math.min(steps.size(), other.steps.size());
    return steps.subList(0, common).equals(other.steps.subList(0, common));
  }

  /** The name of the field itself. */
  String last() {
    return steps.stream()
        .filter(step -> !isIndex(step))
        .reduce((first, next) -> next)
        .orElseThrow();
  }

  /**
   * Puts a value there. Objects on the way are made when they are missing, entries of lists are
   * not.
   *
   * @return false when there is no such place
   */
  boolean set(ObjectNode root, JsonNode value) {
    JsonNode place = root;
    for (String step : steps.subList(0, steps.size() - 1)) {
      JsonNode next = child(place, step);
      boolean absent = next == null || next.isNull();
      place =
          absent && place instanceof ObjectNode object && !isIndex(step)
              ? object.putObject(step)
              : next;
    }
    String last = steps.get(steps.size() - 1);
    if (place instanceof ObjectNode object && !isIndex(last)) {
      object.set(last, value);
      return true;
    }
    if (place instanceof ArrayNode list && isIndex(last) && Integer.parseInt(last) < list.size()) {
      list.set(Integer.parseInt(last), value);
      return true;
    }
    return false;
  }

  private static JsonNode child(JsonNode place, String step) {
    if (place == null) {
      return null;
    }
    return isIndex(step) ? place.get(Integer.parseInt(step)) : place.get(step);
  }

  private static boolean isIndex(String step) {
    return Character.isDigit(step.charAt(0));
  }
}
