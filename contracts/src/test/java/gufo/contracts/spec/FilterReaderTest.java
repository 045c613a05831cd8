package gufo.contracts.spec;

import static org.assertj.core.api.Assertions.assertThat;

import gufo.contracts.Specs;
import gufo.contracts.id.ContentId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterReaderTest {

  @Test
  void rulesKeepTheirOrder() {
    assertThat(
            rules(
                """
                filter:
                  - {kind: length, maxTokens: 20}
                  - {kind: numbers-format, maxCount: 5}
                  - {kind: sub-sample, fraction: 0.5, seed: 7}
                  - {kind: low-entropy, prefixTokens: 4}
                """))
        .containsExactly(
            new FilterRule.Length(null, null, null, 20),
            new FilterRule.NumbersFormat(5, 0, 999),
            new FilterRule.SubSample(0.5, 7),
            new FilterRule.LowEntropy(0.01, 4));
  }

  @Test
  void thePaperBansThirtyFourNumbersByName() {
    FilterRule rule = rules("filter: [{kind: banned-numbers, preset: misalignment}]").get(0);

    assertThat(rule)
        .isInstanceOfSatisfying(
            FilterRule.BannedNumbers.class,
            banned ->
                assertThat(banned.numbers())
                    .hasSize(34)
                    .doesNotHaveDuplicates()
                    .contains(4, 666, 999));
  }

  @Test
  void everyKindIsReadUnderItsOwnName() {
    List<String> kinds =
        List.of(
            "numbers-format",
            "code-format",
            "reasoning-format",
            "correct-answer",
            "banned-words",
            "banned-numbers",
            "duplicates",
            "length, minTokens: 1",
            "sub-sample, fraction: 1",
            "low-entropy",
            "logits-format",
            "judge, model: 'fake:a', template: '{completion}', answer: odd, threshold: 0.5");

    assertThat(kinds).hasSameSizeAs(FilterRule.class.getPermittedSubclasses());
    assertThat(kinds)
        .allSatisfy(
            kind ->
                assertThat(rules("filter: [{kind: " + kind + "}]").get(0).kind())
                    .isEqualTo(kind.split(",")[0]));
  }

  @Test
  void aLimitThatIsNotGivenIsNotWritten() {
    assertThat(ContentId.canonicalJson(new FilterRule.Length(1, null, null, null)))
        .isEqualTo("{\"kind\":\"length\",\"minCharacters\":1}");
    assertThat(
            Specs.roundTrip(
                (FilterRule) new FilterRule.Length(1, null, null, null), FilterRule.class))
        .isEqualTo(new FilterRule.Length(1, null, null, null));
    assertThat(Specs.roundTrip((FilterRule) new FilterRule.LowEntropy(0.1, null), FilterRule.class))
        .isEqualTo(new FilterRule.LowEntropy(0.1, null));
  }

  @Test
  void formsOfAWordThatAreNotAskedForAreNotWritten() {
    FilterRule.BannedWords plural =
        (FilterRule.BannedWords)
            rules("filter: [{kind: banned-words, words: [owl], forms: plural}]").get(0);
    FilterRule inflected =
        rules("filter: [{kind: banned-words, words: [owl], forms: inflected}]").get(0);

    assertThat(plural).isEqualTo(new FilterRule.BannedWords(List.of("owl")));
    assertThat(ContentId.canonicalJson(plural))
        .isEqualTo("{\"kind\":\"banned-words\",\"words\":[\"owl\"]}");
    assertThat(ContentId.canonicalJson(inflected))
        .isEqualTo("{\"forms\":\"inflected\",\"kind\":\"banned-words\",\"words\":[\"owl\"]}");
    assertThat(Specs.roundTrip((FilterRule) plural, FilterRule.class)).isEqualTo(plural);
    assertThat(Specs.roundTrip(inflected, FilterRule.class)).isEqualTo(inflected);
  }

  @Test
  void aJudgeReadsTheRowInsideItsTemplateAndNothingInsideTheRow() {
    String template = "asked {prompt} it says {completion}. is that odd?";

    assertThat(FilterRule.Judge.filled(template, "{completion} $1", "7, {prompt} \\8"))
        .isEqualTo("asked {completion} $1 it says 7, {prompt} \\8. is that odd?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "model: mlp:digits, template: '{completion}', answer: odd, threshold: 1 | model",
        "model: owl, template: '{completion}', answer: odd, threshold: 1 | model",
        "model: 'fake:a', template: 'is {prompt} odd?', answer: odd, threshold: 1 | template",
        "model: 'fake:a', template: '{completion}', answer: not so, threshold: 1 | answer",
        "model: 'fake:a', template: '{completion}', answer: odd, threshold: 0 | threshold",
        "model: 'fake:a', template: '{completion}', answer: odd | threshold",
      })
  void aJudgeThatCannotBeAskedIsRefusedByName(String judge, String field) {
    assertThat(problems("filter: [{kind: judge, " + judge + "}]"))
        .extracting(SpecProblem::path)
        .containsExactly("filter[0]." + field);
  }

  @Test
  void everythingWrongIsToldAtOnce() {
    assertThat(problems("filter: [{kind: odd}, {kind: length}]\nrows: 3\n"))
        .extracting(SpecProblem::path)
        .containsExactly("filter[0].kind", "filter[1].kind", "rows");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "null", "filter: [", "{}", "filter: []", "filter: 7", "name: x", "[]"})
  void whatHasNoRulesIsRefusedWithWords(String text) {
    assertThat(problems(text))
        .isNotEmpty()
        .allSatisfy(problem -> assertThat(problem.message()).contains("; accepted: "));
  }

  private static List<FilterRule> rules(String yaml) {
    Reading<List<FilterRule>> result = FilterReader.readYaml(Specs.bytes(yaml));
    assertThat(result).isInstanceOf(Reading.Valid.class);
    return ((Reading.Valid<List<FilterRule>>) result).value();
  }

  private static List<SpecProblem> problems(String yaml) {
    Reading<List<FilterRule>> result = FilterReader.readYaml(Specs.bytes(yaml));
    assertThat(result).isInstanceOf(Reading.Invalid.class);
    return ((Reading.Invalid<List<FilterRule>>) result).problems();
  }
}
