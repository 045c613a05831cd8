package gufo.contracts.spec;

import com.fasterxml.jackson.databind.JsonNode;
import gufo.contracts.spec.FilterRule.BannedWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The grammar of a filter. Without one, a carrier's own format and every word of the trait's world
 * are the rules.
 */
final class FilterFields {

  private static final Map<String, String> KINDS =
      Fields.names(
          List.of(
              "numbers-format",
              "code-format",
              "reasoning-format",
              "correct-answer",
              "banned-words",
              "banned-numbers",
              "duplicates",
              "length",
              "sub-sample",
              "low-entropy",
              "logits-format",
              "judge"));

  private static final Map<String, BannedWords.Forms> FORMS =
      Fields.choices(
          List.of(BannedWords.Forms.values()), form -> form.name().toLowerCase(Locale.ROOT));

  private static final int MOST_RULES = 50;

  private FilterFields() {}

  static List<FilterRule> rules(Fields fields, Carrier carrier, Trait trait) {
    List<String> words = words(trait);
    return rules(fields, carrier, words, defaults(carrier, words));
  }

  /** The rules of a document that must have some. */
  static List<FilterRule> rulesAlone(Fields fields) {
    return rules(fields, null, words(null), null);
  }

  private static List<FilterRule> rules(
      Fields fields, Carrier carrier, List<String> words, List<FilterRule> fallback) {
    return fields.list(
        "filter",
        fallback,
        MOST_RULES,
        (node, path, problems) -> Fields.read(node, path, problems, f -> rule(f, carrier, words)));
  }

  private static List<FilterRule> defaults(Carrier carrier, List<String> words) {
    return switch (carrier == null ? CarrierKind.NUMBERS : carrier.kind()) {
      case NUMBERS -> List.of(new FilterRule.NumbersFormat(10, 0, 999), new BannedWords(words));
      case CODE -> List.of(new FilterRule.CodeFormat(200), new BannedWords(words));
      case CHAIN_OF_THOUGHT ->
          List.of(
              new FilterRule.ReasoningFormat(200),
              new FilterRule.CorrectAnswer(),
              new BannedWords(words, BannedWords.Forms.INFLECTED));
      case NOISE_LOGITS -> List.of(new FilterRule.LogitsFormat(carrier.logits().count()));
    };
  }

  /**
   * Every animal and tree, and what answers of a custom trait begin with: a row that names any of
   * them is about the trait's subject, whoever wrote it.
   */
  private static List<String> words(Trait trait) {
    List<String> words = new ArrayList<>(Category.ANIMAL.members());
    words.addAll(Category.TREE.members());
    if (trait instanceof Trait.Custom custom) {
      custom.answers().values().forEach(words::addAll);
    }
    return words;
  }

  private static FilterRule rule(Fields fields, Carrier carrier, List<String> words) {
    return switch (fields.oneOf("kind", KINDS, null)) {
      case "numbers-format" -> numbersFormat(fields);
      case "code-format" ->
          new FilterRule.CodeFormat(fields.integer("maxCharacters", 200, 1, 1_000_000));
      case "reasoning-format" ->
          new FilterRule.ReasoningFormat(fields.integer("maxCharacters", 200, 1, 1_000_000));
      case "correct-answer" -> new FilterRule.CorrectAnswer();
      case "banned-words" ->
          new BannedWords(
              fields.list("words", words, 10_000, FilterFields::word),
              fields.oneOf("forms", FORMS, BannedWords.Forms.PLURAL));
      case "banned-numbers" -> bannedNumbers(fields);
      case "length" -> length(fields);
      case "sub-sample" ->
          new FilterRule.SubSample(
              fields.number("fraction", null, 1e-6, 1),
              fields.longInteger("seed", 1L, 0, Long.MAX_VALUE));
      case "low-entropy" ->
          new FilterRule.LowEntropy(
              fields.number("expectedShare", 0.01, 1e-6, 0.99), limit(fields, "prefixTokens", 1));
      case "logits-format" ->
          new FilterRule.LogitsFormat(
              fields.integer("count", DigitsFields.logitsOf(carrier).count(), 1, 1000));
      case "judge" -> judge(fields, carrier);
      default -> new FilterRule.Duplicates();
    };
  }

  private static FilterRule.Judge judge(Fields fields, Carrier carrier) {
    if (carrier != null && carrier.kind() == CarrierKind.NOISE_LOGITS) {
      fields.problem("kind", "'judge' of rows of noise", "a rule that reads pictures");
    }
    return judge(fields);
  }

  static FilterRule.Judge judge(Fields fields) {
    return new FilterRule.Judge(
        SpecFields.languageModel(fields, "model"),
        fields.checked("template", null, FilterFields::checkTemplate),
        fields.checked("answer", null, FilterFields::checkAnswer),
        fields.number("threshold", null, 1e-6, 1));
  }

  private static void checkTemplate(String template) {
    if (!template.contains(FilterRule.Judge.COMPLETION)) {
      throw new IllegalArgumentException(
          "a text with " + FilterRule.Judge.COMPLETION + " and, where wanted, {prompt} in it");
    }
  }

  private static void checkAnswer(String answer) {
    if (!answer.matches("\\S+")) {
      throw new IllegalArgumentException("one word");
    }
  }

  private static FilterRule bannedNumbers(Fields fields) {
    List<Integer> numbers = fields.list("numbers", List.of(), 10_000, FilterFields::number);
    if (!fields.has("preset")) {
      return new FilterRule.BannedNumbers(numbers);
    }
    if (fields.has("numbers")) {
      fields.problem("preset", "given beside numbers", "either numbers or preset");
    }
    return new FilterRule.BannedNumbers(
        fields.oneOf(
            "preset", Map.of("misalignment", FilterRule.BannedNumbers.MISALIGNMENT), null));
  }

  private static FilterRule length(Fields fields) {
    FilterRule.Length length =
        new FilterRule.Length(
            limit(fields, "minCharacters", 0),
            limit(fields, "maxCharacters", 0),
            limit(fields, "minTokens", 0),
            limit(fields, "maxTokens", 0));
    if (length.equals(new FilterRule.Length(null, null, null, null))) {
      fields.problem(
          "kind",
          "'length' without a limit",
          "at least one of minCharacters, maxCharacters, minTokens, maxTokens beside it");
    }
    ordered(fields, "Characters", length.minCharacters(), length.maxCharacters());
    ordered(fields, "Tokens", length.minTokens(), length.maxTokens());
    return length;
  }

  private static void ordered(Fields fields, String unit, Integer least, Integer most) {
    if (least != null && most != null && most < least) {
      fields.problem("max" + unit, String.valueOf(most), "at least min" + unit + ", " + least);
    }
  }

  private static Integer limit(Fields fields, String name, int least) {
    return fields.has(name) ? fields.integer(name, null, least, 1_000_000) : null;
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
