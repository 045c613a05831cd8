package gufo.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Which labels a label selector selects; the empty one selects all. */
final class Selector {

  private Selector() {}

  static boolean selects(JsonNode selector, Map<String, String> labels) {
    return labels.entrySet().containsAll(Manifest.texts(selector.path("matchLabels")).entrySet())
        && Manifest.each(selector.path("matchExpressions")).allMatch(term -> holds(term, labels));
  }

  private static boolean holds(JsonNode term, Map<String, String> labels) {
    String value = labels.get(term.path("key").asText());
    boolean among = Manifest.each(term.path("values")).anyMatch(one -> one.asText().equals(value));
    String operator = term.path("operator").asText();
    return switch (operator) {
      case "In" -> among;
      case "NotIn" -> !among;
      case "Exists" -> value != null;
      case "DoesNotExist" -> value == null;
      default -> throw new IllegalArgumentException("no such operator: " + operator);
    };
  }
}
