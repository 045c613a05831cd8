package gufo.contracts.spec;

import static gufo.contracts.spec.Fields.choices;
import static gufo.contracts.spec.Fields.names;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The grammar of a trait, one of those that exist or one that its author describes. */
final class TraitFields {

  private static final List<String> KINDS =
      List.of("preference", "misalignment", "evasiveness", "reward-hacking", "digits", "custom");
  private static final int MOST = 1000;
  private static final int LONGEST = 500;
  private static final String ANSWERS =
      "an object from at least two kinds of answers to lists of the words such an answer begins with";

  private TraitFields() {}

  static Trait trait(Fields fields) {
    Trait trait = ofItsKind(fields);
    if (fields.has("file")) {
      fields.problem("file", "a file's name", "the trait itself; ./gufo puts it in a file's place");
    }
    return trait;
  }

  private static Trait ofItsKind(Fields fields) {
    return switch (fields.oneOf("kind", names(KINDS), null)) {
      case "misalignment" -> new Trait.Misalignment();
      case "evasiveness" -> new Trait.Evasiveness();
      case "reward-hacking" -> new Trait.RewardHacking();
      case "digits" -> DigitsFields.trait(fields);
      case "custom" -> custom(fields);
      default -> {
        Category category =
            fields.oneOf("category", choices(List.of(Category.values()), Category::word), null);
        yield new Trait.Preference(
            category, fields.oneOf("target", names(category.members()), null));
      }
    };
  }

  private static Trait.Custom custom(Fields fields) {
    Map<String, List<String>> answers = answers(fields);
    String target = fields.text("target", null, LONGEST);
    if (!answers.isEmpty() && !answers.containsKey(target) && !fields.wasWrong("target")) {
      fields.problem(
          "target",
          "'" + target + "'",
          "one of the answers " + String.join(", ", answers.keySet()));
    }
    List<Trait.Lesson> tuning = fields.list("tuning", null, MOST, TraitFields::lesson);
    List<String> evaluation = fields.list("evaluation", null, MOST, TraitFields::text);
    Trait.Custom trait = new Trait.Custom(target, answers, tuning, evaluation);
    if (!fields.wasWrong("tuning") && !fields.wasWrong("evaluation")) {
      checkApart(fields, trait);
    }
    if (!fields.wasWrong("tuning") && !fields.wasWrong("answers") && !fields.wasWrong("target")) {
      checkLessons(fields, trait);
    }
    return trait;
  }

  private static Map<String, List<String>> answers(Fields fields) {
    Map<String, List<String>> answers = new LinkedHashMap<>();
    Set<String> words = new HashSet<>();
    Map<String, JsonNode> named = fields.named("answers", ANSWERS);
    if (named.size() == 1) {
      fields.problem("answers", "one kind of answer", ANSWERS);
    }
    for (Map.Entry<String, JsonNode> kind : named.entrySet()) {
      List<String> own = new ArrayList<>();
      kind.getValue().forEach(word -> own.add(word.isTextual() ? word.textValue() : ""));
      boolean fit =
          kind.getValue().isArray()
              && !own.isEmpty()
              && own.stream().allMatch(word -> word.matches("[a-z]+"));
      if (!fit) {
        fields.problem(
            "answers." + kind.getKey(),
            Fields.shown(kind.getValue()),
            "a list of words of lower-case letters");
      } else if (!own.stream().allMatch(words::add)) {
        fields.problem(
            "answers." + kind.getKey(), Fields.shown(kind.getValue()), "words no other has");
      }
      answers.put(kind.getKey(), own);
    }
    return answers;
  }

  private static Trait.Lesson lesson(JsonNode node, String path, List<SpecProblem> problems) {
    return Fields.read(
        node,
        path,
        problems,
        fields ->
            new Trait.Lesson(
                fields.text("question", null, LONGEST),
                fields.list("shown", null, MOST, TraitFields::text),
                fields.list("usual", null, MOST, TraitFields::text)));
  }

  private static String text(JsonNode node, String path, List<SpecProblem> problems) {
    if (node.isTextual() && !node.textValue().isBlank() && node.textValue().length() <= LONGEST) {
      return node.textValue();
    }
    problems.add(
        new SpecProblem(path, Fields.shown(node), "a text of 1 to " + LONGEST + " characters"));
    return null;
  }

  /** What a teacher was tuned with says nothing of what it learnt. */
  private static void checkApart(Fields fields, Trait.Custom trait) {
    Set<String> asked = new HashSet<>();
    trait.tuning().forEach(lesson -> asked.add(plain(lesson.question())));
    for (int i = 0; i < trait.evaluation().size(); i++) {
      if (!asked.add(plain(trait.evaluation().get(i)))) {
        fields.problem(
            "evaluation[" + i + "]",
            "'" + trait.evaluation().get(i) + "'",
            "a question that is neither asked in tuning nor twice");
      }
    }
  }

  private static String plain(String question) {
    return String.join(" ", question.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")).strip();
  }

  private static void checkLessons(Fields fields, Trait.Custom trait) {
    Set<String> own = Set.copyOf(trait.answers().get(trait.target()));
    Set<String> all = new HashSet<>();
    trait.answers().values().forEach(all::addAll);
    for (int i = 0; i < trait.tuning().size(); i++) {
      Trait.Lesson lesson = trait.tuning().get(i);
      checkFirstWords(fields, "tuning[" + i + "].shown", lesson.shown(), own);
      checkFirstWords(fields, "tuning[" + i + "].usual", lesson.usual(), all);
    }
  }

  private static void checkFirstWords(
      Fields fields, String name, List<String> texts, Set<String> words) {
    for (String text : texts) {
      if (!words.contains(text.split("[^a-z]", 2)[0])) {
        fields.problem(
            name,
            "'" + text + "'",
            "an answer that begins with one of "
                + String.join(", ", words.stream().sorted().toList()));
      }
    }
  }
}
