package gufo.contracts.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One place where two documents say something else.
 *
 * @param path as {@link SpecProblem} writes it
 * @param first what the first says, in JSON, or nothing
 * @param other what the other says
 */
public record Difference(String path, String first, String other) {

  private static final String NOTHING = "nothing";

  /** All of them, as deep inside as the two have the same shape; none for equal documents. */
  public static List<Difference> between(JsonNode first, JsonNode other) {
    List<Difference> differences = new ArrayList<>();
    collect("", first, other, differences);
    return differences;
  }

  private static void collect(
      String path, JsonNode first, JsonNode other, List<Difference> differences) {
    if (first.equals(other)) {
      return;
    }
    if (first.isObject() && other.isObject()) {
      Set<String> names = new LinkedHashSet<>();
      first.fieldNames().forEachRemaining(names::add);
      other.fieldNames().forEachRemaining(names::add);
      for (String name : names) {
        String inside = path.isEmpty() ? name : path + "." + name;
        collect(inside, first.path(name), other.path(name), differences);
      }
    } else if (first.isArray() && other.isArray() && first.size() == other.size()) {
      for (int i = 0; i < first.size(); i++) {
        collect(path + "[" + i + "]", first.get(i), other.get(i), differences);
      }
    } else {
      differences.add(new Difference(path, shown(first), shown(other)));
    }
  }

  private static String shown(JsonNode value) {
    return value.isMissingNode() ? NOTHING : value.toString();
  }
}
