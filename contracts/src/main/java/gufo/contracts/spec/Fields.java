package gufo.contracts.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Reads the fields of one JSON object and collects everything wrong with them instead of stopping
 * at the first. A field that is wrong reads as its default, so reading can go on; the result is
 * thrown away when there are problems.
 */
final class Fields {

  private static final int LONGEST_SHOWN_VALUE = 60;

  private final JsonNode node;
  private final String path;
  private final List<SpecProblem> problems;
  private final Set<String> read = new LinkedHashSet<>();

  Fields(JsonNode node, String path, List<SpecProblem> problems) {
    this.path = path;
    this.problems = problems;
    this.node = node != null && node.isObject() ? node : JsonNodeFactory.instance.objectNode();
  }

  /** Reads with {@code reader}, then reports every field nobody read. */
  static <T> T read(
      JsonNode node, String path, List<SpecProblem> problems, Function<Fields, T> reader) {
    boolean wrongKind = node != null && !node.isObject();
    Fields fields = new Fields(node, path, wrongKind ? new ArrayList<>() : problems);
    if (wrongKind) {
      problems.add(new SpecProblem(path, shown(node), "an object with named fields"));
    }
    T value = reader.apply(fields);
    fields.node.fieldNames().forEachRemaining(fields::reportUnknown);
    return value;
  }

  private void reportUnknown(String name) {
    if (!read.contains(name)) {
      problems.add(
          new SpecProblem(at(name), "an unknown field", "the fields " + String.join(", ", read)));
    }
  }

  /** What {@link #oneOf} offers, in order. */
  static <T> Map<String, T> choices(List<T> values, Function<T, String> name) {
    Map<String, T> choices = new LinkedHashMap<>();
    values.forEach(value -> choices.put(name.apply(value), value));
    return choices;
  }

  static Map<String, String> names(List<String> names) {
    return choices(names, Function.identity());
  }

  boolean has(String name) {
    return value(name) != null;
  }

  String text(String name, String fallback, int longest) {
    JsonNode value = value(name);
    if (value == null) {
      return fallback == null ? missing(name, "a text", "") : fallback;
    }
    if (!value.isTextual() || value.textValue().isBlank() || value.textValue().length() > longest) {
      return wrong(
          name, "a text of 1 to " + longest + " characters", fallback == null ? "" : fallback);
    }
    return value.textValue();
  }

  /**
   * A text that {@code check} takes without an IllegalArgumentException; its message says what is
   * accepted.
   */
  String checked(String name, String fallback, Consumer<String> check) {
    String text = text(name, fallback, 500);
    if (!text.isEmpty()) {
      try {
        check.accept(text);
      } catch (IllegalArgumentException e) {
        problems.add(new SpecProblem(at(name), "'" + shorten(text) + "'", e.getMessage()));
      }
    }
    return text;
  }

  <T> T oneOf(String name, Map<String, T> choices, T fallback) {
    JsonNode value = value(name);
    String accepted = "one of " + String.join(", ", choices.keySet());
    T first = choices.values().iterator().next();
    if (value == null) {
      return fallback == null ? missing(name, accepted, first) : fallback;
    }
    T choice = value.isTextual() ? choices.get(value.textValue()) : null;
    return choice == null ? wrong(name, accepted, first) : choice;
  }

  int integer(String name, Integer fallback, int least, int most) {
    return (int) longInteger(name, fallback == null ? null : fallback.longValue(), least, most);
  }

  long longInteger(String name, Long fallback, long least, long most) {
    JsonNode value = value(name);
    String accepted = "a whole number from " + least + " to " + most;
    if (value == null) {
      return fallback == null ? missing(name, accepted, least) : fallback;
    }
    boolean fits = value.isIntegralNumber() && value.canConvertToLong();
    if (!fits || value.longValue() < least || value.longValue() > most) {
      return wrong(name, accepted, least);
    }
    return value.longValue();
  }

  double number(String name, Double fallback, double least, double most) {
    JsonNode value = value(name);
    String accepted = "a number from " + least + " to " + most;
    if (value == null) {
      return fallback == null ? missing(name, accepted, least) : fallback;
    }
    double number = value.isNumber() ? value.doubleValue() : Double.NaN;
    return number >= least && number <= most ? number : wrong(name, accepted, least);
  }

  /** False when absent. */
  boolean flag(String name) {
    JsonNode value = value(name);
    if (value == null || value.isBoolean()) {
      return value != null && value.booleanValue();
    }
    return wrong(name, "true or false", false);
  }

  <T> T object(String name, boolean required, Function<Fields, T> reader) {
    JsonNode value = value(name);
    if (value == null && required) {
      return missing(name, "an object with named fields", null);
    }
    return read(value, at(name), problems, reader);
  }

  /**
   * Reads each element of an array.
   *
   * @param fallback when the field is absent; null when it must be there
   */
  <T> List<T> list(String name, List<T> fallback, int most, ElementReader<T> reader) {
    JsonNode value = value(name);
    String accepted = "a list of 1 to " + most + " entries";
    List<T> instead = fallback == null ? List.of() : fallback;
    if (value == null) {
      return fallback == null ? missing(name, accepted, instead) : fallback;
    }
    if (!(value instanceof ArrayNode) || value.isEmpty() || value.size() > most) {
      return wrong(name, accepted, instead);
    }
    List<T> elements = new ArrayList<>();
    for (int i = 0; i < value.size(); i++) {
      T element = reader.read(value.get(i), at(name) + "[" + i + "]", problems);
      if (element != null) {
        elements.add(element);
      }
    }
    return elements;
  }

  /** The fields of an object whose names are its author's; empty when there is none to read. */
  Map<String, JsonNode> named(String name, String accepted) {
    JsonNode value = value(name);
    if (value == null || !value.isObject() || value.isEmpty()) {
      return value == null ? missing(name, accepted, Map.of()) : wrong(name, accepted, Map.of());
    }
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    value.fields().forEachRemaining(field -> fields.put(field.getKey(), field.getValue()));
    return fields;
  }

  /** Reads one element of a list; null when it is wrong and was reported. */
  @FunctionalInterface
  interface ElementReader<T> {
    T read(JsonNode element, String path, List<SpecProblem> problems);
  }

  /** Whether something was wrong with the field or inside it. */
  boolean wasWrong(String name) {
    return problems.stream().anyMatch(problem -> problem.path().startsWith(at(name)));
  }

  void problem(String name, String value, String accepted) {
    problems.add(new SpecProblem(at(name), value, accepted));
  }

  private JsonNode value(String name) {
    read.add(name);
    JsonNode value = node.get(name);
    return value == null || value.isNull() ? null : value;
  }

  private <T> T missing(String name, String accepted, T stand) {
    problems.add(new SpecProblem(at(name), null, accepted));
    return stand;
  }

  private <T> T wrong(String name, String accepted, T stand) {
    problems.add(new SpecProblem(at(name), shown(node.get(name)), accepted));
    return stand;
  }

  private String at(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  static String shown(JsonNode value) {
    return value.isTextual() ? "'" + shorten(value.textValue()) + "'" : shorten(value.toString());
  }

  private static String shorten(String text) {
    return text.length() <= LONGEST_SHOWN_VALUE
        ? text
        : text.substring(0, LONGEST_SHOWN_VALUE) + "...";
  }
}
