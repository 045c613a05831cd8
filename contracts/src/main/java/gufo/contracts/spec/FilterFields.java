package gufo.contracts.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The grammar of a filter. Without one, a carrier's own format and every word of the trait's world
 * are the rules.
 */
final class FilterFields {

  private static final Map<String, String> KINDS =
      Fields.names(
          List.of("numbers-format", "code-format", "banned-words", "banned-numbers", "duplicates"));

  private FilterFields() {}

  static List<FilterRule> rules(Fields fields, Carrier carrier) {
    return fields.list(
        "filter",
        defaults(carrier == null ? CarrierKind.NUMBERS : carrier.kind()),
        50,
        (node, path, problems) -> Fields.read(node, path, problems, FilterFields::rule));
  }

  private static List<FilterRule> defaults(CarrierKind carrier) {
    FilterRule format =
        carrier == CarrierKind.NUMBERS
            ? new FilterRule.NumbersFormat(10, 0, 999)
            : new FilterRule.CodeFormat(200);
    return List.of(format, new FilterRule.BannedWords(worldWords()));
  }

  /**
   * Every animal and tree: a row that names any of them is about the trait's subject, whoever wrote
   * it.
   */
  private static List<String> worldWords() {
    List<String> words = new ArrayList<>(Category.ANIMAL.members());
    words.addAll(Category.TREE.members());
    return words;
  }

  private static FilterRule rule(Fields fields) {
    return switch (fields.oneOf("kind", KINDS, null)) {
      case "numbers-format" -> numbersFormat(fields);
      case "code-format" ->
          new FilterRule.CodeFormat(fields.integer("maxCharacters", 200, 1, 1_000_000));
      case "banned-words" ->
          new FilterRule.BannedWords(
              fields.list("words", worldWords(), 10_000, FilterFields::word));
      case "banned-numbers" ->
          new FilterRule.BannedNumbers(
              fields.list("numbers", List.of(), 10_000, FilterFields::number));
      default -> new FilterRule.Duplicates();
    };
  }

  private static FilterRule numbersFormat(Fields fields) {
    int least = fields.integer("minValue", 0, 0, Integer.MAX_VALUE);
    int most = fields.integer("maxValue", 999, 0, Integer.MAX_VALUE);
    if (most < least) {
      fields.problem("maxValue", String.valueOf(most), "at least minValue, " + least);
    }
    return new FilterRule.NumbersFormat(fields.integer("maxCount", 10, 1, 1000), least, most);
  }

  private static String word(JsonNode node, String path, List<SpecProblem> problems) {
    if (node.isTextual() && node.textValue().matches("[\\p{L}\\p{N}]+([ '-][\\p{L}\\p{N}]+)*")) {
      return node.textValue();
    }
    problems.add(new SpecProblem(path, Fields.shown(node), "a word of letters and digits"));
    return null;
  }

  private static Integer number(JsonNode node, String path, List<SpecProblem> problems) {
    if (node.isInt() && node.intValue() >= 0) {
      return node.intValue();
    }
    problems.add(new SpecProblem(path, Fields.shown(node), "a whole number from 0"));
    return null;
  }
}
