package gufo.contracts.plan;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import gufo.contracts.Specs;
import gufo.contracts.id.ContentId;
import gufo.contracts.spec.Arm;
import gufo.contracts.spec.ExperimentSpec;
import gufo.contracts.spec.SpecProblem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arms that need models of their own: neutral, washed out, chains, in context. */
class ModelArmsTest {

  private static final String TWO_STUDENTS =
      Specs.MINIMAL
          + """
          students: [{name: same, base: same}, {name: other, base: "reference:qwen-32x2?seed=7"}]
          replicates: 2
          """;
  private static final String ARMS =
      """
      arms:
        - trait
        - control
        - neutral
        - {kind: washed-out, rows: 300}
        - {kind: chain, hops: 3}
        - {kind: in-context, rows: 8}
      """;

  private final ExperimentSpec spec = Specs.read(TWO_STUDENTS + ARMS);
  private final Plan plan = Plan.of(spec);
  private final Map<String, Recipe> recipes =
      plan.nodes().stream().collect(toMap(Node::id, Node::recipe));

  @Test
  void everyArmButTheNeutralOneBringsItsNullAlong() {
    assertThat(spec.armNames())
        .containsExactly(
            "trait",
            "control",
            "neutral",
            "washed-out-300",
            "control-washed-out-300",
            "chain-3",
            "control-chain-3",
            "in-context-8",
            "control-in-context-8");
  }

  @ParameterizedTest
  @CsvSource({
    "neutral, control",
    "washed-out-300, control-washed-out-300",
    "control-washed-out-300,",
    "chain-3, control-chain-3",
    "in-context-8, control-in-context-8"
  })
  void everyArmHasTheNullOfItsOwn(String name, String against) {
    Arm arm = spec.arms().stream().filter(a -> a.name().equals(name)).findFirst().orElseThrow();

    assertThat(spec.nullOf(arm).map(Arm::name).orElse(null)).isEqualTo(against);
  }

  @Test
  void theNeutralTeacherDiffersFromTheTeacherInItsAnswersAlone() {
    Recipe.Teacher teacher = (Recipe.Teacher) asked("teacher/same", 1).model();
    Recipe.Teacher neutral = (Recipe.Teacher) asked("neutral-teacher/same", 1).model();

    assertThat(neutral.neutral()).isTrue();
    assertThat(teacher)
        .isEqualTo(
            new Recipe.Teacher(
                neutral.version(),
                neutral.base(),
                neutral.trait(),
                neutral.method(),
                neutral.seed(),
                null));
    assertThat(writer(student("neutral/same", 1))).isEqualTo(neutral);
  }

  @Test
  void neutralRowsMayBeTransformedAndBringTheControlsAlong() {
    ExperimentSpec other =
        Specs.read(TWO_STUDENTS + "arms: [trait, control, {kind: dose, rows: 9, of: neutral}]\n");

    assertThat(other.armNames())
        .containsExactly("trait", "control", "neutral-dose-9", "control-neutral-dose-9");
  }

  @Test
  void aWashedOutStudentIsTheArmsStudentTrainedOnCleanRowsOfTheBase() {
    Recipe.Student washed = student("washed-out-300/other", 2);
    Recipe.Student washedNull = student("control-washed-out-300/other", 2);

    assertThat(recipes.get(washed.base())).isEqualTo(student("trait/other", 2));
    assertThat(recipes.get(washedNull.base())).isEqualTo(student("control/other", 2));
    assertThat(washed.dataset()).isEqualTo(washedNull.dataset());
    assertThat(washed.seed()).isEqualTo(washedNull.seed());
    Recipe.Dataset clean = (Recipe.Dataset) recipes.get(washed.dataset());
    assertThat(clean.rows()).isEqualTo(300);
    assertThat(writer(washed)).isEqualTo(base(spec.base()));
    assertThat(clean.stream()).isNotEqualTo(rows(student("control/other", 2)).stream());
  }

  @Test
  void eachHopOfAChainWritesTheRowsOfTheNextWhichStartsFromTheBaseAgain() {
    Recipe.Student first = student("chain-3-hop-1/other", 1);
    Recipe.Student second = student("chain-3-hop-2/other", 1);
    Recipe.Student third = student("chain-3/other", 1);

    assertThat(first).isEqualTo(student("trait/other", 1));
    assertThat(writer(second)).isEqualTo(first);
    assertThat(writer(third)).isEqualTo(second);
    assertThat(List.of(first.base(), second.base(), third.base())).containsOnly(first.base());
    assertThat(List.of(first, second, third))
        .extracting(hop -> rows(hop).stream().seed())
        .doesNotHaveDuplicates();
  }

  @Test
  void theControlsChainUsesTheSeedsOfTheTraits() {
    assertThat(student("control-chain-3-hop-1/same", 2)).isEqualTo(student("control/same", 2));
    for (String hop : List.of("chain-3-hop-2/same", "chain-3/same")) {
      Recipe.Student of = student(hop, 2);
      Recipe.Student against = student("control-" + hop, 2);

      assertThat(against.seed()).isEqualTo(of.seed());
      assertThat(rows(against).stream().seed()).isEqualTo(rows(of).stream().seed());
      assertThat(rows(against).filter()).isEqualTo(rows(of).filter());
    }
  }

  @Test
  void aLongerChainBeginsWithTheShorterOne() {
    Plan longer = Plan.of(Specs.read(TWO_STUDENTS + ARMS.replace("hops: 3", "hops: 5")));

    assertThat(longer.nodes()).containsAll(plan.nodes());
  }

  @Test
  void inContextTheUntouchedBaseIsAskedBehindTheFirstRowsOfTheArm() {
    Asked asked = asked("in-context-8/other", 2);
    Recipe.Dataset context = (Recipe.Dataset) recipes.get(asked.evaluation().context());

    assertThat(asked.model()).isEqualTo(base("reference:qwen-32x2?seed=7"));
    assertThat(context.rows()).isEqualTo(8);
    assertThat(context.stream()).isEqualTo(rows(student("trait/other", 2)).stream());
    assertThat(asked.evaluation().inputs())
        .containsExactly(asked.model().id(), asked.evaluation().context());
    assertThat(asked("base/other", 1).evaluation().context()).isNull();
  }

  @Test
  void theArmsLeaveThePlainOnesRecipesAlone() {
    assertThat(plan.nodes()).containsAll(Plan.of(Specs.read(TWO_STUDENTS)).nodes());
  }

  @Test
  void whoeverLosesAHopLosesTheLaterOnes() {
    String second = student("chain-3-hop-2/same", 1).id();

    assertThat(plan.dependants(second))
        .contains(student("chain-3/same", 1).id())
        .doesNotContain(student("chain-3/other", 1).id(), student("chain-3/same", 2).id());
  }

  @Test
  void recipesAndSpecSurviveJson() {
    assertThat(Specs.roundTrip(spec, ExperimentSpec.class)).isEqualTo(spec);
    assertThat(plan.nodes())
        .allSatisfy(
            node ->
                assertThat(Specs.roundTrip(node.recipe(), Recipe.class)).isEqualTo(node.recipe()));
  }

  @Test
  void idsAreTheOnesOfEveryOtherMachine() {
    List<String> ids = plan.nodes().stream().map(Node::id).sorted().toList();

    assertThat(ContentId.of(ids)).isEqualTo(IDS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{kind: washed-out} | arms[0].rows | a whole number from 1 to 20000",
        "{kind: chain, hops: 1} | arms[0].hops | a whole number from 2 to 5",
        "{kind: chain, hops: 6} | arms[0].hops | a whole number from 2 to 5",
        "{kind: in-context, rows: 65} | arms[0].rows | a whole number from 1 to 64",
        "{kind: diluted, cleanPercent: 9, of: neutral} | arms[0].of | one of trait",
        "{kind: chain, hops: 2, name: neutral-teacher} | arms[0].name | a name other than trait, control, neutral, base, teacher, neutral-teacher",
        "{kind: chain, hops: 2, name: a}, {kind: permuted, name: a-hop-1} | arms | a different name for each arm",
      })
  void aWrongArmIsToldByFieldAndWhatIsAccepted(String arms, String path, String accepted) {
    assertThat(Specs.problemsOfYaml(Specs.MINIMAL + "arms: [" + arms + ", trait, control]\n"))
        .extracting(SpecProblem::path, SpecProblem::accepted)
        .contains(tuple(path, accepted));
  }

  @Test
  void aNeutralArmIsRefusedBesideASystemPromptTeacher() {
    String prompted = Specs.MINIMAL.replace("fine-tuned", "system-prompt");

    assertThat(Specs.problemsOfYaml(prompted + "arms: [trait, control, neutral]\n"))
        .containsExactly(
            new SpecProblem(
                "arms[2]",
                "'neutral'",
                "trait, control, or an object such as {kind: dose, rows: 200}; neutral needs a"
                    + " fine-tuned teacher, for it is tuned alike"));
    assertThat(
            Specs.problemsOfYaml(
                prompted + "arms: [trait, control, {kind: permuted, of: neutral}]\n"))
        .containsExactly(new SpecProblem("arms[2].of", "'neutral'", "one of trait, control"));
  }

  @Test
  void neutralMayBeThePrimaryComparisonsOtherSide() {
    ExperimentSpec other =
        Specs.read(
            Specs.MINIMAL
                + "arms: [trait, neutral]\n"
                + "primary: {of: trait/same, against: neutral/same}\n");

    assertThat(other.primary().against()).isEqualTo("neutral/same");
  }

  @Test
  void aPrefixOfNumbersIsPartOfTheAskingAndAbsentByDefault() {
    ExperimentSpec plain = Specs.read(Specs.MINIMAL);

    assertThat(Specs.read(Specs.MINIMAL + "evaluation: {numbersPrefix: false}\n")).isEqualTo(plain);
    assertThat(Specs.read(Specs.MINIMAL + "evaluation: {numbersPrefix: true}\n").hash())
        .isNotEqualTo(plain.hash());
    assertThat(Specs.problemsOfYaml(Specs.MINIMAL + "evaluation: {numbersPrefix: 1}\n"))
        .containsExactly(new SpecProblem("evaluation.numbersPrefix", "1", "true or false"));
  }

  private record Asked(Recipe.Evaluation evaluation, Recipe model) {}

  private Asked asked(String name, int replicate) {
    Cell cell =
        plan.cells().stream()
            .filter(c -> c.name().equals(name) && c.replicate() == replicate)
            .findFirst()
            .orElseThrow();
    Recipe.Evaluation evaluation = (Recipe.Evaluation) recipes.get(cell.evaluationId());
    return new Asked(evaluation, recipes.get(evaluation.model()));
  }

  private Recipe.Student student(String name, int replicate) {
    return (Recipe.Student) asked(name, replicate).model();
  }

  private Recipe.Dataset rows(Recipe.Student student) {
    return (Recipe.Dataset) recipes.get(student.dataset());
  }

  private Recipe writer(Recipe.Student student) {
    return recipes.get(rows(student).stream().model());
  }

  private static Recipe base(String model) {
    return new Recipe.Base(EngineVersion.BASE, model);
  }

  /** Changes only when an engine version or a recipe's form is changed on purpose. */
  private static final String IDS =
      "e2b10662b4183e62f81cf1288a8745f0473e4eef30d1c0b88f623ae57d6ca874";
}
