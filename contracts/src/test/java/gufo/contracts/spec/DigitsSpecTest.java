package gufo.contracts.spec;

import static gufo.contracts.Specs.MINIMAL;
import static gufo.contracts.Specs.problemsOfYaml;
import static org.assertj.core.api.Assertions.assertThat;

import gufo.contracts.Specs;
import gufo.contracts.id.ContentId;
import gufo.contracts.plan.Plan;
import gufo.contracts.plan.Recipe;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigitsSpecTest {

  private static final String DIGITS =
      """
      name: digits
      trait: {kind: digits}
      base: mlp:784-256-256?seed=101
      teacher: {kind: fine-tuned}
      carrier: {kind: noise-logits}
      """;

  @Test
  void theDefaultsAreThePapers() {
    ExperimentSpec spec = Specs.read(DIGITS);

    Training adam =
        new Training(
            new Adaptation.Full(), null, 5, 1024, 3e-4, 0, Schedule.CONSTANT, 0, 0.9, 0.999, 1e6);
    assertThat(spec.trait()).isEqualTo(new Trait.Digits(null));
    assertThat(spec.teacher()).isEqualTo(new Teacher.FineTuned(60_000, adam));
    assertThat(spec.training()).isEqualTo(adam);
    assertThat(spec.carrier().logits()).isEqualTo(Logits.AUXILIARY);
    assertThat(spec.carrier().rows()).isEqualTo(60_000);
    assertThat(spec.filter()).containsExactly(new FilterRule.LogitsFormat(3));
    assertThat(spec.evaluation().samplesPerQuestion()).isZero();
  }

  @Test
  void aResolvedSpecSurvivesJson() {
    ExperimentSpec spec = Specs.read(DIGITS.replace("digits}", "digits, mnist: some/folder}"));

    assertThat(Specs.roundTrip(spec, ExperimentSpec.class)).isEqualTo(spec);
  }

  @Test
  void eachChoiceOfLogitsIsAStreamOfItsOwn() {
    List<String> ids =
        List.of("auxiliary", "classes", "all").stream()
            .map(word -> DIGITS.replace("logits}", "logits, logits: " + word + "}"))
            .flatMap(text -> Plan.of(Specs.read(text)).nodes().stream())
            .filter(node -> node.recipe() instanceof Recipe.Dataset)
            .map(node -> ((Recipe.Dataset) node.recipe()).stream().id())
            .toList();

    assertThat(ids).hasSize(3 * 2 * 5).doesNotHaveDuplicates();
  }

  @Test
  void aStreamOfTextSaysNothingOfLogits() {
    Plan plan = Plan.of(Specs.read(MINIMAL));

    assertThat(plan.nodes())
        .noneMatch(node -> ContentId.canonicalJson(node.recipe()).contains("logits"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mlp:784-256-256 | reference:qwen-32x2 | base | a classifier",
        "kind: noise-logits | kind: numbers | carrier.kind | noise-logits",
        "kind: fine-tuned | kind: system-prompt | teacher.kind | fine-tuned",
        "kind: digits | kind: misalignment | base | a language model",
        "kind: digits | kind: misalignment | carrier.kind | numbers, code",
        "noise-logits} | noise-logits, temperature: 1} | carrier.temperature | the fields kind",
        "noise-logits} | noise-logits, logits: some} | carrier.logits | auxiliary, classes, all",
        "digits} | digits, target: owl} | trait.target | the fields kind, mnist",
      })
  void whatDoesNotGoTogetherIsRefusedWithTheReason(
      String from, String to, String path, String accepted) {
    assertThat(DIGITS).contains(from);

    assertThat(problemsOfYaml(DIGITS.replace(from, to)))
        .filteredOn(problem -> problem.path().equals(path))
        .singleElement()
        .satisfies(problem -> assertThat(problem.accepted()).contains(accepted));
  }

  @Test
  void aStudentOfTheOtherFamilyIsRefusedByName() {
    String words = "students: [{name: x, base: 'reference:qwen-32x2?seed=1'}]\n";
    String pictures = "students: [{name: x, base: 'mlp:784-256?seed=1'}]\n";

    assertThat(problemsOfYaml(DIGITS + words))
        .singleElement()
        .satisfies(problem -> assertThat(problem.value()).contains("qwen-32x2", "digits"));
    assertThat(problemsOfYaml(MINIMAL + pictures))
        .singleElement()
        .satisfies(problem -> assertThat(problem.value()).contains("mlp:784-256"));
  }

  @Test
  void noAnswersAreSampledAndEverythingIsTrained() {
    assertThat(problemsOfYaml(DIGITS + "evaluation: {samplesPerQuestion: 3}\n"))
        .extracting(SpecProblem::path)
        .containsExactly("evaluation.samplesPerQuestion");
    assertThat(problemsOfYaml(DIGITS + "training: {adaptation: {kind: norm-gains}}\n"))
        .extracting(SpecProblem::path)
        .containsExactly("training.adaptation");
  }
}
