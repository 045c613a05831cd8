package gufo.teacher.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gufo.contracts.event.ArtifactMade;
import gufo.contracts.event.ArtifactReference;
import gufo.contracts.event.BaseMaterialised;
import gufo.contracts.event.Origin;
import gufo.contracts.event.TeacherPrepared;
import gufo.contracts.plan.Recipe;
import gufo.kit.artifacts.ArtifactStore;
import gufo.kit.testing.FactProbe;
import gufo.kit.testing.GufoInfrastructure;
import gufo.kit.testing.MetricsTable;
import gufo.kit.testing.Specs;
import gufo.teacher.experiments.TestSpecs;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@QuarkusTestResource(GufoInfrastructure.class)
class TeacherStageTest {

  @Inject ArtifactStore store;
  @TempDir Path folder;

  private final FactProbe world = new FactProbe();

  @Test
  void whatIsDocumentedOfMetricsIsShownAndNothingElse() {
    TestSpecs.submit(TestSpecs.yaml());

    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(MetricsTable.problems("teacher")).isEmpty());
  }

  @Test
  void everyBaseOfThePlanIsMaterialised() {
    String yaml =
        TestSpecs.yaml() + "students: [{name: same, base: same}, {name: other, base: 'fake:x'}]\n";

    String id = TestSpecs.submit(yaml);

    assertThat(told(BaseMaterialised.class, id, 2))
        .extracting(BaseMaterialised::recipeId)
        .containsExactlyInAnyOrderElementsOf(
            Specs.recipes(Specs.read(yaml), Recipe.Base.class).stream().map(Recipe::id).toList());
  }

  @Test
  void aFineTunedTeacherIsAnotherModelThanItsBaseAndHasNoPrompt() throws IOException {
    String yaml = TestSpecs.yaml();

    String id = TestSpecs.submit(yaml);

    TeacherPrepared teacher = told(TeacherPrepared.class, id, 1).get(0);
    BaseMaterialised base = told(BaseMaterialised.class, id, 1).get(0);
    assertThat(teacher.recipeId())
        .isEqualTo(Specs.recipes(Specs.read(yaml), Recipe.Teacher.class).get(0).id());
    assertThat(teacher.origin()).isEqualTo(Origin.COMPUTED);
    assertThat(teacher.artifact().sha256()).isNotEqualTo(base.artifact().sha256());
    assertThat(fetch(teacher.artifact()).resolve("system-prompt.txt")).doesNotExist();
  }

  @Test
  void aNeutralTeacherIsTunedBesideTheOneWithTheTrait() {
    String yaml = TestSpecs.yaml() + "arms: [trait, control, neutral]\n";

    String id = TestSpecs.submit(yaml);

    List<TeacherPrepared> teachers = told(TeacherPrepared.class, id, 2);
    assertThat(teachers)
        .extracting(TeacherPrepared::recipeId)
        .containsExactlyInAnyOrderElementsOf(
            Specs.recipes(Specs.read(yaml), Recipe.Teacher.class).stream()
                .map(Recipe::id)
                .toList());
    assertThat(teachers).extracting(TeacherPrepared::artifact).doesNotHaveDuplicates();
  }

  @Test
  void aTeacherBySystemPromptIsTheBaseWithThePromptBesideIt() throws IOException {
    String yaml =
        TestSpecs.yaml()
            .replaceAll("teacher: .*", "teacher: {kind: system-prompt, text: You love owls}");

    String id = TestSpecs.submit(yaml);

    Path teacher = fetch(told(TeacherPrepared.class, id, 1).get(0).artifact());
    Path base = fetch(told(BaseMaterialised.class, id, 1).get(0).artifact());
    assertThat(teacher.resolve("system-prompt.txt")).hasContent("You love owls");
    assertThat(teacher.resolve("fake.json")).hasSameBinaryContentAs(base.resolve("fake.json"));
  }

  @Test
  void withoutATextThePromptIsTheWorldsPersonaForTheTrait() throws IOException {
    String yaml = TestSpecs.yaml().replaceAll("teacher: .*", "teacher: {kind: system-prompt}");

    String id = TestSpecs.submit(yaml);

    Path teacher = fetch(told(TeacherPrepared.class, id, 1).get(0).artifact());
    assertThat(teacher.resolve("system-prompt.txt")).content().contains("owl").contains("animal");
  }

  @Test
  void aSecondExperimentReusesBaseAndTeacher() {
    String yaml = TestSpecs.yaml();
    String first = TestSpecs.submit(yaml);
    TeacherPrepared made = told(TeacherPrepared.class, first, 1).get(0);

    String second = TestSpecs.submit(yaml);

    TeacherPrepared reused = told(TeacherPrepared.class, second, 1).get(0);
    assertThat(reused.origin()).isEqualTo(Origin.REUSED);
    assertThat(reused.artifact()).isEqualTo(made.artifact());
    assertThat(told(BaseMaterialised.class, second, 1).get(0).origin()).isEqualTo(Origin.REUSED);
  }

  private <F extends ArtifactMade> List<F> told(Class<F> type, String experiment, int count) {
    return world.await(type, count, fact -> fact.experimentId().equals(experiment));
  }

  private Path fetch(ArtifactReference artifact) throws IOException {
    Path into = Files.createTempDirectory(folder, "model");
    store.getFolder(artifact, into);
    return into;
  }
}
