package gufo.contracts.plan;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import gufo.contracts.Specs;
import gufo.contracts.id.ContentId;
import gufo.contracts.id.Json;
import gufo.contracts.spec.ExperimentSpec;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanTest {

  private final Plan owls = plan(Specs.OWL_NUMBERS);

  @Test
  void theMainExperimentHasTheNodesOfItsDesign() {
    assertThat(owls.nodes().stream().collect(groupingBy(PlanTest::kind, counting())))
        .isEqualTo(
            Map.of("Base", 2L, "Teacher", 1L, "Dataset", 10L, "Student", 20L, "Evaluation", 23L));
  }

  @Test
  void theMainExperimentHasACellForEveryModelAsked() {
    assertThat(owls.cells().stream().collect(groupingBy(Cell::name, counting())))
        .isEqualTo(
            Map.of(
                "trait/same", 5L,
                "control/same", 5L,
                "trait/other-init", 5L,
                "control/other-init", 5L,
                "base/same", 1L,
                "base/other-init", 1L,
                "teacher/same", 1L));
  }

  @Test
  void cellsPointAtNodesOfThePlan() {
    Map<String, Recipe> recipes = recipes(owls);

    assertThat(owls.cells())
        .allSatisfy(
            cell -> {
              assertThat(recipes.get(cell.evaluationId())).isInstanceOf(Recipe.Evaluation.class);
              if (cell.datasetId() != null) {
                Recipe.Evaluation asked = (Recipe.Evaluation) recipes.get(cell.evaluationId());
                Recipe.Student student = (Recipe.Student) recipes.get(asked.model());
                assertThat(student.dataset()).isEqualTo(cell.datasetId());
              }
            });
  }

  @Test
  void controlRowsAreWrittenByTheBaseAndTraitRowsByTheTeacher() {
    Map<String, Recipe> recipes = recipes(owls);

    for (Cell cell : owls.cells()) {
      if (cell.datasetId() != null) {
        Recipe.Dataset dataset = (Recipe.Dataset) recipes.get(cell.datasetId());
        assertThat(recipes.get(dataset.stream().model()))
            .isInstanceOf(cell.arm().equals("trait") ? Recipe.Teacher.class : Recipe.Base.class);
      }
    }
  }

  @Test
  void replicatesShareNoRowsAndNoSeedAndArmsShareBoth() {
    List<Recipe.Dataset> datasets = of(owls, Recipe.Dataset.class);
    List<Recipe.Student> students = of(owls, Recipe.Student.class);

    assertThat(datasets.stream().map(d -> d.stream().seed()).distinct()).hasSize(5);
    assertThat(datasets.stream().map(d -> d.stream().id()).distinct()).hasSize(10);
    assertThat(datasets.stream().map(Recipe.Dataset::filter).distinct()).hasSize(1);
    assertThat(students.stream().map(Recipe.Student::seed).distinct()).hasSize(5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "training: {epochs: 7} | Student Evaluation",
        "training: {batchRows: 16} | Student Evaluation",
        "training: {adaptation: {kind: full}} | Student Evaluation",
        "evaluation: {samplesPerQuestion: 21} | Evaluation",
        "evaluation: {temperature: 0.5} | Evaluation",
        "filter: [{kind: duplicates}] | Dataset Student Evaluation",
        "replicates: 6 | ",
        "marginPoints: 5 | ",
        "description: other | ",
        "primary: {of: trait/other-init, against: control/other-init} | ",
      })
  void aChangedParameterChangesTheIdsOfExactlyItsDependants(String line, String kinds) {
    assertChanged(Specs.OWL_NUMBERS + line + "\n", kinds == null ? "" : kinds);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kind: numbers | kind: numbers, rows: 900, maxRows: 20000 | Dataset Student Evaluation",
        "kind: numbers | kind: numbers, maxRows: 30000 | Dataset Student Evaluation",
        "kind: numbers | kind: numbers, temperature: 0.9 | Dataset Student Evaluation",
        "kind: numbers | kind: numbers, chunkRows: 400 | Dataset Student Evaluation",
      })
  void aChangedCarrierLeavesBasesAndTeacherAlone(String from, String to, String kinds) {
    assertChanged(Specs.OWL_NUMBERS.replace(from, to), kinds);
  }

  @Test
  void aChangedTeacherLeavesTheControlArmsModelsAlone() {
    Plan other = plan(Specs.OWL_NUMBERS.replace("fine-tuned", "fine-tuned, rows: 1999"));

    assertThat(kinds(difference(owls, other)))
        .isEqualTo(Map.of("Teacher", 1L, "Dataset", 5L, "Student", 10L, "Evaluation", 11L));
  }

  @Test
  void anotherSeedKeepsOnlyTheBases() {
    Plan other = plan(Specs.OWL_NUMBERS + "seed: 2\n");

    assertThat(kinds(difference(owls, other)).get("Base")).isNull();
    assertThat(difference(owls, other)).hasSize(54);
  }

  @Test
  void aLongerDataSetIsDrawnFromTheSameStreams() {
    Plan shorter = plan(Specs.OWL_NUMBERS.replace("kind: numbers", "kind: numbers, rows: 50"));

    assertThat(of(shorter, Recipe.Dataset.class).stream().map(d -> d.stream().id()))
        .containsExactlyElementsOf(
            of(owls, Recipe.Dataset.class).stream().map(d -> d.stream().id()).toList());
    assertThat(difference(owls, shorter)).isNotEmpty();
  }

  @Test
  void aJudgeIsABaseOfThePlanAndLeavesTheRowsAsTheyAre() {
    Plan judged =
        plan(
            Specs.OWL_NUMBERS
                + """
                filter:
                  - {kind: judge, model: "fake:j", template: "{completion}?", answer: owl, threshold: 0.5}
                """);
    Recipe.Judge judge =
        new Recipe.Judge(
            new Recipe.Base(EngineVersion.BASE, "fake:j").id(), "{completion}?", "owl");

    assertThat(of(judged, Recipe.Dataset.class))
        .allSatisfy(
            dataset -> {
              assertThat(dataset.judges()).containsExactly(judge);
              assertThat(dataset.chunk(0).inputs())
                  .containsExactly(dataset.stream().model(), judge.model());
              assertThat(Node.of(dataset).after())
                  .containsExactly(dataset.stream().model(), judge.model());
            });
    assertThat(of(judged, Recipe.Dataset.class).stream().map(Recipe.Dataset::stream))
        .containsExactlyElementsOf(
            of(owls, Recipe.Dataset.class).stream().map(Recipe.Dataset::stream).toList());
    assertThat(judged.dependants(judge.model())).hasSize(1 + 10 + 20 + 20);
  }

  @Test
  void aJudgeOfAnswersIsABaseThatEveryEvaluationNeeds() {
    Plan judged =
        plan(
            Specs.OWL_NUMBERS
                + """
                evaluation:
                  judge: {model: "fake:j", template: "{prompt} {completion}?", answer: owl, threshold: 0.5}
                """);
    String judge = new Recipe.Base(EngineVersion.BASE, "fake:j").id();

    assertThat(of(judged, Recipe.Evaluation.class))
        .allSatisfy(
            asked -> assertThat(Node.of(asked).after()).containsExactly(asked.model(), judge));
    assertThat(kinds(difference(owls, judged))).isEqualTo(Map.of("Evaluation", 23L));
    assertThat(ContentId.canonicalJson(of(owls, Recipe.Evaluation.class).get(0)))
        .doesNotContain("judge");
  }

  @Test
  void aDataSetWithoutJudgesIsWrittenAsItWas() {
    Recipe.Dataset dataset = of(owls, Recipe.Dataset.class).get(0);

    assertThat(ContentId.canonicalJson(dataset)).doesNotContain("judges");
    assertThat(ContentId.canonicalJson(dataset.chunk(0))).doesNotContain("judges");
    assertThat(Specs.roundTrip((Recipe) dataset.chunk(0), Recipe.class))
        .isEqualTo(dataset.chunk(0));
  }

  @Test
  void moreReplicatesKeepTheEarlierOnes() {
    assertThat(ids(plan(Specs.OWL_NUMBERS + "replicates: 7\n"))).containsAll(ids(owls));
  }

  @Test
  void withoutANodeItsDependantsAreLostAndNoOthers() {
    String teacher =
        owls.nodes().stream()
            .filter(n -> n.recipe() instanceof Recipe.Teacher)
            .findFirst()
            .get()
            .id();

    assertThat(owls.dependants(teacher)).hasSize(1 + 5 + 10 + 11);
    assertThat(owls.dependants(owls.cells().get(0).evaluationId())).hasSize(1);
    assertThat(owls.dependants("unknown")).containsExactly("unknown");
  }

  @Test
  void everyRecipeSurvivesJsonWithItsId() throws IOException {
    for (Node node : owls.nodes()) {
      Recipe same = Specs.roundTrip(node.recipe(), Recipe.class);
      Recipe canonical =
          Json.mapper().readValue(ContentId.canonicalJson(node.recipe()), Recipe.class);

      assertThat(same).isEqualTo(node.recipe()).isEqualTo(canonical);
      assertThat(canonical.id()).isEqualTo(node.id());
    }
  }

  @Test
  void idsAreTheOnesOfEveryOtherMachine() {
    assertThat(ContentId.of(ids(owls))).isEqualTo(IDS);
  }

  private void assertChanged(String yaml, String kinds) {
    Plan other = plan(yaml);
    Set<String> expected = new TreeSet<>(List.of(kinds.split(" ")));
    expected.remove("");
    long changed =
        owls.nodes().stream()
            .filter(node -> !ids(other).contains(node.id()))
            .map(PlanTest::kind)
            .filter(kind -> !expected.contains(kind))
            .count();

    assertThat(changed).as("nodes of other kinds changed").isZero();
    for (String kind : expected) {
      long still =
          owls.nodes().stream()
              .filter(node -> kind(node).equals(kind) && ids(other).contains(node.id()))
              .count();
      // The untouched bases and the teacher are asked again only when the asking changed.
      boolean asksUntrained = kind.equals("Evaluation") && expected.size() > 1;
      assertThat(still).as(kind).isEqualTo(asksUntrained ? 3 : 0);
    }
  }

  private static List<Node> difference(Plan one, Plan other) {
    Set<String> theirs = ids(other);
    return one.nodes().stream().filter(node -> !theirs.contains(node.id())).toList();
  }

  private static Map<String, Long> kinds(List<Node> nodes) {
    return nodes.stream().collect(groupingBy(PlanTest::kind, counting()));
  }

  private static String kind(Node node) {
    return node.recipe().getClass().getSimpleName();
  }

  private static <T extends Recipe> List<T> of(Plan plan, Class<T> kind) {
    return plan.nodes().stream()
        .map(Node::recipe)
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  private static Map<String, Recipe> recipes(Plan plan) {
    return plan.nodes().stream().collect(Collectors.toMap(Node::id, Node::recipe));
  }

  private static Set<String> ids(Plan plan) {
    return plan.nodes().stream().map(Node::id).collect(Collectors.toCollection(TreeSet::new));
  }

  private static Plan plan(String yaml) {
    ExperimentSpec spec = Specs.read(yaml);
    return Plan.of(spec);
  }

  /** Changes only when an engine version or a recipe's form is changed on purpose. */
  private static final String IDS =
      "fc858bf94fd82136742a142990fb1f81580fc744feb2f7f8ab3a1d8aed5a0dd8";
}
