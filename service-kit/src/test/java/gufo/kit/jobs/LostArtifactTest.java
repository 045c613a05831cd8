package gufo.kit.jobs;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import gufo.contracts.event.ArtifactLost;
import gufo.contracts.event.ArtifactReference;
import gufo.contracts.event.ArtifactRestored;
import gufo.contracts.event.BaseMaterialised;
import gufo.contracts.event.ExperimentCancelled;
import gufo.contracts.event.Origin;
import gufo.contracts.event.StageFailed;
import gufo.contracts.event.TeacherPrepared;
import gufo.kit.KitConfig;
import gufo.kit.artifacts.ArtifactStore;
import gufo.kit.lifecycle.Blocking;
import gufo.kit.testing.GufoInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The play stage reads a base, which the test makes, and makes a teacher, which the test reads. */
@QuarkusTest
@QuarkusTestResource(GufoInfrastructure.class)
class LostArtifactTest extends PlayStageFixture {

  @Inject ArtifactStore store;
  @Inject KitConfig config;
  @Inject Mutiny.SessionFactory database;
  @TempDir Path folder;

  private Path baseFile;
  private ArtifactReference baseArtifact;

  @BeforeEach
  void aTeacherMadeOfTheBytesOfItsBase() throws Exception {
    baseFile = Files.writeString(folder.resolve("base"), "base " + base);
    baseArtifact = store.putFile(baseFile, 1L);
    stage.scripts.put(
        teacher,
        (inputs, work) -> {
          Path read = work.scratch().resolve("read");
          store.getFile(inputs.get(base), read);
          Path made = Files.writeString(work.scratch().resolve("made"), "teacher of " + base);
          return Outcome.Made.of(store.putFile(made, 1L), Map.of());
        });
  }

  @Test
  void aJobWhoseInputIsMissingWaitsUntilItIsRestored() throws Exception {
    Files.delete(blob(baseArtifact));
    wantIt(experiment);
    ArtifactLost lost = losses(experiment, 1).get(0);
    assertThat(lost)
        .isEqualTo(new ArtifactLost(experiment, base, baseArtifact.sha256(), teacher, 1));
    given()
        .get("/jobs/" + teacher)
        .then()
        .body("state", equalTo("queued"))
        .body("missingInputs", equalTo(1))
        .body("errors", equalTo(0));

    store.putFile(baseFile, 1L);
    world.tell(new ArtifactRestored(experiment, base, baseArtifact.sha256(), 2));

    world.await(TeacherPrepared.class, 1, fact -> fact.experimentId().equals(experiment));
    assertThat(stage.attempts(teacher)).isEqualTo(2);
  }

  @Test
  void anExperimentThatComesLaterTellsOfTheLossItself() throws Exception {
    Files.delete(blob(baseArtifact));
    wantIt(experiment);
    losses(experiment, 1);

    String later = UUID.randomUUID().toString();
    wantIt(later);

    assertThat(losses(later, 1).get(0).recipeId()).isEqualTo(base);
  }

  @Test
  void whatIsDamagedIsMadeAgainWithTheSameBytes() throws Exception {
    ArtifactReference made = made(experiment);
    Files.writeString(blob(made), "something else");
    String reader = UUID.randomUUID().toString();
    made(reader);

    world.tell(new ArtifactLost(reader, teacher, made.sha256(), "some student", 1));

    ArtifactRestored restored = restored(reader);
    assertThat(restored.sha256()).isEqualTo(made.sha256());
    assertThat(restored.attempt()).isEqualTo(2);
    assertThat(blob(made)).hasContent("teacher of " + base);
    assertThat(stage.attempts(teacher)).isEqualTo(2);
    assertThat(prepared(experiment)).hasSize(1);
    assertThat(prepared(reader)).hasSize(1);
  }

  @Test
  void whatIsWholeIsNotMadeAgain() {
    ArtifactReference made = made(experiment);

    world.tell(new ArtifactLost(experiment, teacher, made.sha256(), "some student", 1));

    assertThat(restored(experiment).attempt()).isEqualTo(2);
    assertThat(stage.attempts(teacher)).isEqualTo(1);
  }

  @Test
  void whatIsMadeAgainWithOtherBytesIsAFailure() throws Exception {
    ArtifactReference made = made(experiment);
    Files.delete(blob(made));
    stage.scripts.put(
        teacher,
        (inputs, work) -> {
          Path other = Files.writeString(work.scratch().resolve("other"), "another CPU's");
          return Outcome.Made.of(store.putFile(other, 1L), Map.of());
        });

    world.tell(new ArtifactLost(experiment, teacher, made.sha256(), "some student", 1));

    assertThat(failure(experiment))
        .contains(
            "the artifact " + made.sha256() + " was lost, and made again its bytes are others");
  }

  @Test
  void theOwnersOwnInputsMayBeLostToo() throws Exception {
    ArtifactReference made = made(experiment);
    Files.delete(blob(made));
    Files.delete(blob(baseArtifact));

    world.tell(new ArtifactLost(experiment, teacher, made.sha256(), "some student", 1));
    ArtifactLost further = losses(experiment, 1).get(0);
    store.putFile(baseFile, 1L);
    world.tell(new ArtifactRestored(experiment, base, further.sha256(), 2));

    assertThat(further.recipeId()).isEqualTo(base);
    assertThat(restored(experiment).sha256()).isEqualTo(made.sha256());
    assertThat(blob(made)).hasContent("teacher of " + base);
  }

  @Test
  void anInputThatCannotBeRestoredFailsTheJob() throws Exception {
    Files.delete(blob(baseArtifact));
    wantIt(experiment);
    losses(experiment, 1);

    world.tell(new StageFailed(experiment, base, "teacher", "no such model any more", 2L));

    assertThat(failure(experiment)).isEqualTo("no such model any more");
    await().untilAsserted(() -> assertThat(state(teacher)).isEqualTo("cancelled"));
  }

  @Test
  void anInputThatIsLostAgainAndAgainFailsTheJob() throws Exception {
    Files.delete(blob(baseArtifact));
    wantIt(experiment);

    losses(experiment, 1);
    world.tell(new ArtifactRestored(experiment, base, baseArtifact.sha256(), 2));
    losses(experiment, 2);
    world.tell(new ArtifactRestored(experiment, base, baseArtifact.sha256(), 3));

    assertThat(failure(experiment))
        .isEqualTo(
            "the artifact "
                + baseArtifact.sha256()
                + " is missing from the store, after it was restored 2 times");
  }

  @Test
  void whatIsLostToACancelledExperimentIsNotMadeAgain() throws Exception {
    ArtifactReference made = made(experiment);
    world.tell(new ExperimentCancelled(experiment, "enough"));
    await().until(() -> isClosed(experiment));
    world.tell(new ArtifactLost(experiment, teacher, made.sha256(), "some student", 1));
    String marker = UUID.randomUUID().toString();
    made(marker);
    world.tell(new ArtifactLost(marker, teacher, made.sha256(), "some student", 1));

    restored(marker);

    await().untilAsserted(() -> assertThat(state(teacher)).isEqualTo("done"));
    assertThat(world.heard(ArtifactRestored.class, f -> f.experimentId().equals(experiment)))
        .isEmpty();
  }

  private void wantIt(String id) {
    world.tell(new BaseMaterialised(id, base, Origin.COMPUTED, baseArtifact));
    submit(id);
  }

  private ArtifactReference made(String id) {
    wantIt(id);
    return world
        .await(TeacherPrepared.class, 1, fact -> fact.experimentId().equals(id))
        .get(0)
        .artifact();
  }

  private List<ArtifactLost> losses(String id, int count) {
    return world.await(
        ArtifactLost.class,
        count,
        fact -> fact.experimentId().equals(id) && fact.reader().equals(teacher));
  }

  private ArtifactRestored restored(String id) {
    return world
        .await(
            ArtifactRestored.class,
            1,
            fact -> fact.experimentId().equals(id) && fact.recipeId().equals(teacher))
        .get(0);
  }

  private String failure(String id) {
    return world
        .await(
            StageFailed.class,
            1,
            fact -> fact.experimentId().equals(id) && fact.stage().equals("play"))
        .get(0)
        .reason();
  }

  private boolean isClosed(String id) {
    return Blocking.await(
        () ->
            database.withSession(
                session -> session.find(KnownExperiment.class, id).map(known -> known.closed)));
  }

  private Path blob(ArtifactReference artifact) throws IOException {
    String sha256 = artifact.sha256();
    return Path.of(config.artifacts()).resolve("blobs/" + sha256.substring(0, 2) + "/" + sha256);
  }
}
