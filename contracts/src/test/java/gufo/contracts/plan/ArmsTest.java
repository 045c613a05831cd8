package gufo.contracts.plan;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import gufo.contracts.Specs;
import gufo.contracts.id.ContentId;
import gufo.contracts.spec.Arm;
import gufo.contracts.spec.ExperimentSpec;
import gufo.contracts.spec.SpecProblem;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArmsTest {

  private static final String ALL =
      """
      arms:
        - trait
        - control
        - {kind: shuffled-within}
        - {kind: shuffled-across}
        - {kind: permuted}
        - {kind: diluted, cleanPercent: 50}
        - {kind: dose, rows: 200}
        - {kind: programmatic}
      """;

  private final ExperimentSpec spec = Specs.read(Specs.MINIMAL + ALL);

  @Test
  void plainArmsKeepTheSpecsHash() {
    ExperimentSpec plain = Specs.read(Specs.MINIMAL);

    assertThat(Specs.read(Specs.MINIMAL + "arms: [trait, control]\n").hash())
        .isEqualTo(plain.hash());
    assertThat(spec.hash()).isNotEqualTo(plain.hash());
  }

  @Test
  void aTransformOfTheTraitsRowsBringsTheSameOfTheControlsAlong() {
    assertThat(spec.armNames())
        .containsExactly(
            "trait",
            "control",
            "shuffled-within",
            "control-shuffled-within",
            "shuffled-across",
            "control-shuffled-across",
            "permuted",
            "control-permuted",
            "diluted-50",
            "dose-200",
            "control-dose-200",
            "programmatic");
  }

  @Test
  void resolvedArmsReadAsThemselves() {
    String resolved = "arms: " + ContentId.canonicalJson(spec.arms()) + "\n";

    assertThat(Specs.roundTrip(spec, ExperimentSpec.class)).isEqualTo(spec);
    assertThat(Specs.read(Specs.MINIMAL + resolved)).isEqualTo(spec);
  }

  @ParameterizedTest
  @CsvSource({
    "trait, control",
    "control,",
    "shuffled-within, control-shuffled-within",
    "control-shuffled-within,",
    "diluted-50, control",
    "dose-200, control-dose-200",
    "programmatic, control"
  })
  void everyArmHasTheNullOfItsOwn(String name, String against) {
    Arm arm = spec.arms().stream().filter(a -> a.name().equals(name)).findFirst().orElseThrow();

    assertThat(spec.nullOf(arm).map(Arm::name).orElse(null)).isEqualTo(against);
  }

  @Test
  void aNamedArmKeepsItsNameAndItsNullFollows() {
    ExperimentSpec named =
        Specs.read(Specs.MINIMAL + "arms: [trait, control, {kind: dose, rows: 9, name: few}]\n");

    assertThat(named.armNames()).containsExactly("trait", "control", "few", "control-few");
  }

  @Test
  void aDoseIsAShorterDataSetOfTheSameStream() {
    Recipe.Dataset whole = (Recipe.Dataset) rows("trait");
    Recipe.Dataset dose = (Recipe.Dataset) rows("dose-200");

    assertThat(dose.rows()).isEqualTo(200);
    assertThat(dose.stream()).isEqualTo(whole.stream());
  }

  @Test
  void aDilutionIsMadeOfTheTraitsRowsAndTheControlsOfTheSameRun() {
    assertThat(rows("diluted-50").inputs())
        .containsExactly(rows("trait").id(), rows("control").id());
  }

  @Test
  void bothSidesOfAComparisonAreTransformedByOneSeed() {
    Recipe.Derived trait = (Recipe.Derived) rows("permuted");
    Recipe.Derived control = (Recipe.Derived) rows("control-permuted");

    assertThat(trait.seed()).isEqualTo(control.seed());
    assertThat(trait.inputs()).containsExactly(rows("trait").id());
    assertThat(control.inputs()).containsExactly(rows("control").id());
  }

  @Test
  void derivedArmsLeaveThePlainArmsRecipesAlone() {
    assertThat(Plan.of(spec).nodes()).containsAll(Plan.of(Specs.read(Specs.MINIMAL)).nodes());
  }

  @Test
  void derivedRecipesSurviveJson() {
    assertThat(Specs.roundTrip(rows("diluted-50"), Recipe.class)).isEqualTo(rows("diluted-50"));
    assertThat(Specs.roundTrip(rows("programmatic"), Recipe.class)).isEqualTo(rows("programmatic"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{kind: diluted} | arms[0].cleanPercent | a whole number from 1 to 99",
        "{kind: diluted, cleanPercent: 50, of: control} | arms[0].of | one of trait",
        "{kind: dose, rows: 1000} | arms[0].rows | a whole number from 1 to 999",
        "{kind: programmatic, of: trait} | arms[0].of | one of control",
        "{kind: programmatic, maxValue: 1000} | arms[0].maxValue | a whole number from 0 to 999",
        "{kind: permuted, name: teacher} | arms[0].name | a name other than trait, control, neutral, base, teacher, neutral-teacher",
        "{kind: permuted, rows: 3} | arms[0].rows | the fields kind, of, name",
        "{kind: permuted}, {kind: permuted} | arms | a different name for each arm",
      })
  void aWrongArmIsToldByFieldAndWhatIsAccepted(String arms, String path, String accepted) {
    List<SpecProblem> problems =
        Specs.problemsOfYaml(Specs.MINIMAL + "arms: [" + arms + ", trait, control]\n");

    assertThat(problems)
        .anySatisfy(
            problem -> {
              assertThat(problem.path()).isEqualTo(path);
              assertThat(problem.accepted()).isEqualTo(accepted);
            });
  }

  @Test
  void whatNeedsNumbersIsRefusedForCode() {
    String code = Specs.MINIMAL.replace("kind: numbers", "kind: code");

    for (String kind : List.of("shuffled-within", "shuffled-across", "programmatic")) {
      assertThat(Specs.problemsOfYaml(code + "arms: [trait, control, {kind: " + kind + "}]\n"))
          .containsExactly(
              new SpecProblem(
                  "arms[2].kind",
                  "'" + kind + "'",
                  "one of permuted, diluted, dose, washed-out, chain, in-context"));
    }
  }

  @Test
  void drawnNumbersAreRefusedBesideAFilterThatBansSome() {
    assertThat(
            Specs.problemsOfYaml(
                Specs.MINIMAL
                    + "filter: [{kind: banned-numbers, numbers: [13]}]\n"
                    + "arms: [trait, control, {kind: programmatic}]\n"))
        .extracting(SpecProblem::path)
        .containsExactly("arms[2].kind");
  }

  private Recipe rows(String arm) {
    Plan plan = Plan.of(spec);
    Map<String, Recipe> recipes = plan.nodes().stream().collect(toMap(Node::id, Node::recipe));
    Stream<Cell> cells = plan.cells().stream().filter(cell -> cell.arm().equals(arm));
    return recipes.get(cells.findFirst().orElseThrow().datasetId());
  }
}
