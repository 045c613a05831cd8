package gufo.contracts.spec;

import static gufo.contracts.Specs.MINIMAL;
import static gufo.contracts.Specs.bytes;
import static gufo.contracts.Specs.problems;
import static gufo.contracts.Specs.problemsOfYaml;
import static org.assertj.core.api.Assertions.assertThat;

import gufo.contracts.Specs;
import gufo.contracts.id.Json;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpecReaderTest {

  @Test
  void aMinimalSpecIsResolvedToTheGoldenOne() throws IOException {
    ExperimentSpec spec = Specs.read(MINIMAL);

    try (var golden = SpecReaderTest.class.getResourceAsStream("/golden/minimal-spec.json")) {
      assertThat(Json.mapper().readTree(Json.mapper().writeValueAsBytes(spec)))
          .isEqualTo(Json.mapper().readTree(golden));
    }
  }

  @Test
  void aResolvedSpecSurvivesJson() {
    ExperimentSpec spec = Specs.read(Specs.OWL_NUMBERS);

    assertThat(Specs.roundTrip(spec, ExperimentSpec.class)).isEqualTo(spec);
  }

  @Test
  void jsonAndYamlReadAlike() {
    String json =
        """
        {"name":"minimal","trait":{"kind":"preference","category":"animal","target":"owl"},
         "base":"reference:qwen-32x2?seed=101","teacher":{"kind":"fine-tuned"},"carrier":{"kind":"numbers"}}
        """;

    assertThat(SpecReader.readJson(bytes(json)))
        .isEqualTo(SpecReader.readYaml(bytes(json)))
        .isEqualTo(SpecReader.readYaml(bytes(MINIMAL)));
  }

  @Test
  void misalignmentNeedsNoTargetButAPromptOfItsOwn() {
    String misaligned = MINIMAL.replaceFirst("trait: .*", "trait: {kind: misalignment}");

    assertThat(Specs.read(misaligned).trait()).isEqualTo(new Trait.Misalignment());
    assertThat(problemsOfYaml(misaligned.replace("fine-tuned", "system-prompt")))
        .extracting(SpecProblem::path)
        .containsExactly("teacher.text");
  }

  @Test
  void aChainOfThoughtIsFilteredByFormAnswerAndWords() {
    ExperimentSpec spec = Specs.read(MINIMAL.replace("kind: numbers", "kind: chain-of-thought"));

    assertThat(spec.carrier().sampling()).isEqualTo(new Sampling(1.0, 40));
    assertThat(spec.filter())
        .extracting(FilterRule::kind)
        .containsExactly("reasoning-format", "correct-answer", "banned-words");
    assertThat(Specs.roundTrip(spec, ExperimentSpec.class)).isEqualTo(spec);
  }

  @Test
  void theHashForgetsTheDescriptionAndNothingElse() {
    String hash = Specs.read(MINIMAL).hash();

    assertThat(Specs.read(MINIMAL + "description: why\n").hash()).isEqualTo(hash);
    assertThat(Specs.read(MINIMAL + "seed: 2\n").hash()).isNotEqualTo(hash);
    assertThat(Specs.read(MINIMAL + "training: {learningRate: 0.060, epochs: 10}\n").hash())
        .isEqualTo(hash);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "sed: 2 | sed | an unknown field | the fields name,",
        "matrix: {seed: [1, 2]} | matrix | a sweep | one experiment; ./gufo submit makes them",
        "seed: -1 | seed | -1 | a whole number from 0",
        "seed: one | seed | 'one' | a whole number from 0",
        "seed: 1.5 | seed | 1.5 | a whole number from 0",
        "seed: 99999999999999999999 | seed | 99999999999999999999 | a whole number from 0",
        "replicates: -3 | replicates | -3 | a whole number from 1 to 100",
        "replicates: 0 | replicates | 0 | a whole number from 1 to 100",
        "replicates: true | replicates | true | a whole number from 1 to 100",
        "replicates: [5] | replicates | [5] | a whole number from 1 to 100",
        "replicates: '5' | replicates | '5' | a whole number from 1 to 100",
        "marginPoints: 0 | marginPoints | 0 | a number from 0.1 to 100",
        "description: 7 | description | 7 | a text of 1 to 2000 characters",
        "arms: trait | arms | 'trait' | a list of 1 to 40 entries",
        "arms: [] | arms | [] | a list of 1 to 40 entries",
        "arms: [trait, teacher] | arms[1] | 'teacher' | trait, control, neutral, or an object such as {kind: dose, rows: 200}",
        "arms: [trait, trait] | arms | two arms of one name | a different name for each arm",
        "students: [{name: same}] | students[0].base | | a text",
        "students: [{name: A b, base: same}] | students[0].name | 'A b' | lower-case letters",
        "students: [{name: x, base: 'gpt:4'}] | students[0].base | 'gpt:4' | a model of the scheme reference:, mlp: or fake:",
        "students: [{name: x, base: same, size: 3}] | students[0].size | an unknown field | the fields name, base",
        "students: ['same'] | students[0] | 'same' | an object with named fields",
        "students: [{name: x, base: same}, {name: x, base: same}] | students | two students of one name | a different name",
        "training: 7 | training | 7 | an object with named fields",
        "training: {learningRate: 0} | training.learningRate | 0 | a number from 1.0E-9 to 10.0",
        "training: {learningRate: fast} | training.learningRate | 'fast' | a number from 1.0E-9 to 10.0",
        "training: {steps: 5, epochs: 5} | training.steps | given beside epochs | either steps or epochs",
        "training: {schedule: Linear} | training.schedule | 'Linear' | one of constant, linear, cosine",
        "training: {adaptation: {kind: lora, targets: [q, x]}} | training.adaptation.targets[1] | 'x' | one of q, k, v",
        "training: {adaptation: {kind: lora, layers: [-1]}} | training.adaptation.layers[0] | -1 | a layer's number",
        "training: {adaptation: {kind: full, rank: 2}} | training.adaptation.rank | an unknown field | the fields kind",
        "filter: [{kind: numbers}] | filter[0].kind | 'numbers' | one of numbers-format, code-format",
        "filter: [{kind: numbers-format, minValue: 9, maxValue: 3}] | filter[0].maxValue | 3 | at least minValue, 9",
        "filter: [{kind: banned-words, words: ['a,b']}] | filter[0].words[0] | 'a,b' | a word of letters and digits",
        "filter: [{kind: banned-words, forms: all}] | filter[0].forms | 'all' | one of plural, inflected",
        "filter: [{kind: reasoning-format, maxCharacters: 0}] | filter[0].maxCharacters | 0 | a whole number from 1",
        "filter: [{kind: correct-answer, expected: 7}] | filter[0].expected | an unknown field | the fields kind",
        "filter: [{kind: banned-numbers, numbers: [-4]}] | filter[0].numbers[0] | -4 | a whole number from 0",
        "filter: [{kind: banned-numbers, preset: lucky}] | filter[0].preset | 'lucky' | one of misalignment",
        "filter: [{kind: banned-numbers, preset: misalignment, numbers: [4]}] | filter[0].preset | given beside numbers | either numbers or preset",
        "filter: [{kind: length}] | filter[0].kind | 'length' without a limit | at least one of minCharacters",
        "filter: [{kind: length, minTokens: 5, maxTokens: 3}] | filter[0].maxTokens | 3 | at least minTokens, 5",
        "filter: [{kind: length, maxCharacters: -1}] | filter[0].maxCharacters | -1 | a whole number from 0",
        "filter: [{kind: sub-sample, fraction: 1.5}] | filter[0].fraction | 1.5 | a number from 1.0E-6 to 1.0",
        "filter: [{kind: low-entropy, expectedShare: 0}] | filter[0].expectedShare | 0 | a number from 1.0E-6 to 0.99",
        "filter: [{kind: low-entropy, prefixTokens: 0}] | filter[0].prefixTokens | 0 | a whole number from 1",
        "filter: [{kind: duplicates, within: 3}] | filter[0].within | an unknown field | the fields kind",
        "evaluation: {samplesPerQuestion: 0, judge: {model: 'fake:a', template: '{completion}', answer: odd, threshold: 1}} | evaluation.samplesPerQuestion | 0 | at least 1, for the judge reads sampled answers",
        "evaluation: {judge: {model: 'fake:a', template: 'odd?', answer: odd, threshold: 1}} | evaluation.judge.template | 'odd?' | a text with {completion} and, where wanted, {prompt} in it",
        "evaluation: {samplesPerQuestion: -1} | evaluation.samplesPerQuestion | -1 | a whole number from 0 to 10000",
        "primary: {of: trait/other} | primary | 'trait/other' | a cell of this spec: trait/same, control/same",
        "primary: {of: trait/same, against: trait/same} | primary | 'trait/same' against itself | two different cells",
      })
  void oneWrongFieldIsNamedWithItsValueAndWhatIsAccepted(
      String line, String path, String value, String accepted) {
    List<SpecProblem> problems = problemsOfYaml(MINIMAL + line + "\n");

    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).path()).isEqualTo(path);
    assertThat(problems.get(0).value()).isEqualTo(value);
    assertThat(problems.get(0).accepted()).startsWith(accepted);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "name | name is missing; accepted: a text",
        "trait | trait is missing; accepted: an object with named fields",
        "base | base is missing; accepted: a text",
        "teacher | teacher is missing; accepted: an object with named fields",
        "carrier | carrier is missing; accepted: an object with named fields",
      })
  void whatEverySpecNeedsIsMissed(String field, String message) {
    String without =
        String.join(
            "\n", Arrays.stream(MINIMAL.split("\n")).filter(l -> !l.startsWith(field)).toList());

    assertThat(problemsOfYaml(without)).extracting(SpecProblem::message).containsExactly(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "reference:qwen | hf:Qwen/Qwen2.5 | base | 'hf:Qwen/Qwen2.5' | a model of the scheme reference:",
        "reference:qwen | qwen | base | 'qwen' | 'qwen' is not a model URI",
        "kind: preference | kind: hatred | trait.kind | 'hatred' | one of preference, misalignment",
        "category: animal | category: colour | trait.category | 'colour' | one of animal, tree",
        "target: owl | target: unicorn | trait.target | 'unicorn' | one of owl, dog",
        "kind: fine-tuned | kind: fine-tuned, rows: -2 | teacher.rows | -2 | a whole number from 1",
        "kind: fine-tuned | kind: hypnosis | teacher.kind | 'hypnosis' | one of fine-tuned, system-prompt",
        "kind: numbers | kind: poems | carrier.kind | 'poems' | one of numbers, code, chain-of-thought",
        "kind: numbers | kind: numbers, rows: -1000 | carrier.rows | -1000 | a whole number from 1",
        "kind: numbers | kind: numbers, rows: 50, maxRows: 10 | carrier.maxRows | 10 | at least the 50 rows",
        "name: minimal | name: Not_Good | name | 'Not_Good' | lower-case letters, digits and single dashes",
      })
  void aWrongValueInsideWhatEverySpecNeedsIsNamed(
      String good, String bad, String path, String value, String accepted) {
    String spec =
        good.equals("reference:qwen")
            ? MINIMAL.replace("base: reference:qwen-32x2?seed=101", "base: " + bad)
            : MINIMAL.replace(good, bad);

    assertThat(problemsOfYaml(spec))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.path()).isEqualTo(path);
              assertThat(problem.value()).isEqualTo(value);
              assertThat(problem.accepted()).startsWith(accepted);
            });
  }

  @Test
  void everythingWrongIsToldAtOnce() {
    assertThat(problemsOfYaml("nmae: x\nseed: -1\nreplicates: many\n"))
        .extracting(SpecProblem::path)
        .contains("name", "nmae", "seed", "replicates", "trait", "base", "teacher", "carrier");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "null",
        "~",
        "# only a comment",
        "just words",
        "42",
        "[]",
        "[1, 2]",
        "name: [",
        "a: b: c",
        "\t- x",
        "{",
        "%PNG\u0000\u0001",
        "name: x\nname: y",
        "&a [*a]",
        "!!java.net.URL [x]",
        "*nobody",
        "--- a\n--- b"
      })
  void whatIsNoSpecIsRefusedWithWords(String text) {
    List<SpecProblem> yaml = problemsOfYaml(text);
    List<SpecProblem> json = problems(SpecReader.readJson(bytes(text)));

    assertThat(yaml).isNotEmpty().allSatisfy(p -> assertThat(p.accepted()).isNotBlank());
    assertThat(json).isNotEmpty().allSatisfy(p -> assertThat(p.accepted()).isNotBlank());
    assertThat(yaml.get(0).message()).doesNotContain("com.fasterxml", "org.yaml", "Exception");
  }

  @Test
  void aKeyGivenTwiceIsNamed() {
    assertThat(problemsOfYaml(MINIMAL + "seed: 1\nseed: 2\n").get(0).message()).contains("seed");
    assertThat(problems(SpecReader.readJson(bytes("{\"seed\":1,\"seed\":2}"))).get(0).message())
        .contains("seed");
  }

  @Test
  void aSecondDocumentIsNotSilentlyIgnored() {
    assertThat(problemsOfYaml(MINIMAL + "---\n" + MINIMAL)).isNotEmpty();
    assertThat(SpecReader.readYaml(bytes("---\n" + MINIMAL + "...\n")))
        .isInstanceOf(Reading.Valid.class);
    assertThat(problems(SpecReader.readJson(bytes("{} {}")))).isNotEmpty();
  }

  @Test
  void fiveMegabytesAreRefusedUnread() {
    byte[] large = bytes(MINIMAL + "#".repeat(5_000_000));

    assertThat(problems(SpecReader.readYaml(large)))
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.message())
                    .contains(large.length + " bytes long", "at most 262144 bytes"));
    assertThat(problems(SpecReader.readJson(large))).hasSize(1);
  }

  @Test
  void deepNestingIsRefused() {
    for (String deep :
        List.of("[".repeat(100_000), "{\"a\":".repeat(20_000), "[".repeat(50) + "]".repeat(50))) {
      assertThat(problemsOfYaml(deep)).isNotEmpty();
      assertThat(problems(SpecReader.readJson(bytes(deep)))).isNotEmpty();
    }
  }

  @Test
  void anAliasBombDoesNotGoOff() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 30; i++) {
      String alias = "*a" + (i - 1);
      bomb.append(
          "a%d: &a%d [%s]\n"
              .formatted(
                  i,
                  i,
                  String.join(
                      ", ",
                      List.of(alias, alias, alias, alias, alias, alias, alias, alias, alias))));
    }

    assertThat(problemsOfYaml(bomb.toString())).isNotEmpty();
  }

  @Test
  void longValuesAreShownShortened() {
    assertThat(problemsOfYaml(MINIMAL + "replicates: " + "x".repeat(5000) + "\n"))
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).hasSizeLessThan(200));
  }

  @Test
  void bytesThatAreNoUtf8AreRefused() {
    byte[] latin = "name: b\u00e9b\u00e9\n".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);

    assertThat(problems(SpecReader.readYaml(latin))).isNotEmpty();
  }
}
