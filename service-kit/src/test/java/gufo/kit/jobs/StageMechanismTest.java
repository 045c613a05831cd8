package gufo.kit.jobs;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import gufo.contracts.event.BaseMaterialised;
import gufo.contracts.event.ExperimentCancelled;
import gufo.contracts.event.Fact;
import gufo.contracts.event.Origin;
import gufo.contracts.event.RowsRequested;
import gufo.contracts.event.StageFailed;
import gufo.contracts.event.Topic;
import gufo.kit.lifecycle.Blocking;
import gufo.kit.testing.GufoInfrastructure;
import gufo.kit.traces.Traces;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.Test;

/** From facts to a job, from the job to facts. */
@QuarkusTest
@QuarkusTestResource(GufoInfrastructure.class)
class StageMechanismTest extends PlayStageFixture {

  @Inject Mutiny.SessionFactory database;

  @Test
  void aJobWaitsForItsInputAndThenTellsThatItsArtifactIsComputed() {
    submit(experiment);
    await().untilAsserted(() -> assertThat(state(teacher)).isEqualTo("queued"));
    assertThat(stage.attempts(teacher)).isZero();

    baseIsThere(experiment);

    await().untilAsserted(() -> assertThat(prepared(experiment)).hasSize(1));
    assertThat(prepared(experiment).get(0).origin()).isEqualTo(Origin.COMPUTED);
    assertThat(prepared(experiment).get(0).artifact().uri()).startsWith("gufo-file:");
    assertThat(world.records(Topic.TEACHER_PREPARED.topicName()))
        .allMatch(record -> record.headers().lastHeader(Traces.HEADER) == null);
  }

  @Test
  void theInputMayBeKnownBeforeTheExperiment() {
    baseIsThere(experiment);
    submit(experiment);

    await().untilAsserted(() -> assertThat(prepared(experiment)).hasSize(1));
  }

  @Test
  void aSecondExperimentReusesWhatTheFirstComputed() {
    baseIsThere(experiment);
    submit(experiment);
    await().untilAsserted(() -> assertThat(prepared(experiment)).hasSize(1));

    String second = UUID.randomUUID().toString();
    submit(second);

    await().untilAsserted(() -> assertThat(prepared(second)).hasSize(1));
    assertThat(prepared(second).get(0).origin()).isEqualTo(Origin.REUSED);
    assertThat(stage.attempts(teacher)).isEqualTo(1);
  }

  @Test
  void factsDeliveredTwiceTakeEffectOnce() {
    baseIsThere(experiment);
    submit(experiment);
    submit(experiment);
    baseIsThere(experiment);
    String marker = UUID.randomUUID().toString();
    submit(marker);

    await().untilAsserted(() -> assertThat(prepared(marker)).hasSize(1));
    assertThat(prepared(experiment)).hasSize(1);
    assertThat(stage.attempts(teacher)).isEqualTo(1);
  }

  @Test
  void workThatKeepsFailingIsGivenUpWithItsReasonAndIsNotRememberedAgainstTheNext() {
    stage.scripts.put(
        teacher,
        (inputs, work) -> {
          throw new IllegalStateException("no luck");
        });
    baseIsThere(experiment);
    submit(experiment);

    await()
        .atMost(java.time.Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(failures(experiment)).hasSize(1));
    assertThat(failures(experiment).get(0).reason()).contains("no luck");
    assertThat(stage.attempts(teacher)).isEqualTo(2);

    stage.scripts.remove(teacher);
    String second = UUID.randomUUID().toString();
    submit(second);
    await().untilAsserted(() -> assertThat(prepared(second)).hasSize(1));
  }

  @Test
  void whatCannotBeMadeIsGivenUpAtOnce() {
    stage.scripts.put(teacher, (inputs, work) -> new Outcome.CannotBeMade("too few rows"));
    baseIsThere(experiment);
    submit(experiment);

    await().untilAsserted(() -> assertThat(failures(experiment)).hasSize(1));
    assertThat(failures(experiment).get(0).reason()).isEqualTo("too few rows");
    assertThat(stage.attempts(teacher)).isEqualTo(1);
  }

  @Test
  void workThatNeedsMoreAsksForItAndGoesOnWhenItIsThere() {
    String extra = UUID.randomUUID().toString();
    stage.scripts.put(
        teacher,
        (inputs, work) ->
            inputs.has(extra) ? stage.make(work) : new Outcome.NeedsMore(List.of(extra)));
    baseIsThere(experiment);
    submit(experiment);
    await()
        .untilAsserted(
            () ->
                assertThat(
                        world.heard(RowsRequested.class, f -> f.experimentId().equals(experiment)))
                    .hasSize(1));

    world.tell(new BaseMaterialised(experiment, extra, Origin.COMPUTED, artifact()));

    await().untilAsserted(() -> assertThat(prepared(experiment)).hasSize(1));
  }

  @Test
  void anInputNobodyPlannedThatFailsFailsTheJobForTheExperiment() {
    String extra = UUID.randomUUID().toString();
    stage.scripts.put(teacher, (inputs, work) -> new Outcome.NeedsMore(List.of(extra)));
    baseIsThere(experiment);
    submit(experiment);
    await().untilAsserted(() -> assertThat(stage.attempts(teacher)).isEqualTo(1));
    await().untilAsserted(() -> assertThat(state(teacher)).isEqualTo("queued"));

    world.tell(new StageFailed(experiment, extra, "generator", "the model is mute"));

    await()
        .untilAsserted(
            () ->
                assertThat(failures(experiment))
                    .anySatisfy(
                        failure -> {
                          assertThat(failure.recipeId()).isEqualTo(teacher);
                          assertThat(failure.reason()).isEqualTo("the model is mute");
                        }));
    await().untilAsserted(() -> assertThat(state(teacher)).isEqualTo("cancelled"));
  }

  /**
   * Two data sets of one experiment want the same chunk; the second asks after the first gave up.
   */
  @Test
  void anInputThatFailsAgainIsHeardOfAgain() {
    String extra = UUID.randomUUID().toString();
    stage.scripts.put(teacher, (inputs, work) -> new Outcome.NeedsMore(List.of(extra)));
    StageFailed before = new StageFailed(experiment, extra, "generator", "mute", 1L);
    world.tell(before);
    await().until(() -> isTakenIn(before));
    baseIsThere(experiment);
    submit(experiment);
    await().untilAsserted(() -> assertThat(stage.attempts(teacher)).isEqualTo(1));
    await().untilAsserted(() -> assertThat(state(teacher)).isEqualTo("queued"));

    world.tell(new StageFailed(experiment, extra, "generator", "still mute", 2L));

    await()
        .untilAsserted(
            () ->
                assertThat(failures(experiment))
                    .extracting(StageFailed::reason)
                    .containsExactly("still mute"));
  }

  @Test
  void workThatNeedsMoreForNobodyEnds() {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    stage.scripts.put(
        teacher,
        (inputs, work) -> {
          running.countDown();
          goOn.await();
          return new Outcome.NeedsMore(List.of(UUID.randomUUID().toString()));
        });
    baseIsThere(experiment);
    submit(experiment);
    await().until(() -> running.getCount() == 0);
    world.tell(new ExperimentCancelled(experiment, "enough"));
    await().until(() -> waiting(teacher) == 0);

    goOn.countDown();

    await().untilAsserted(() -> assertThat(state(teacher)).isEqualTo("cancelled"));
  }

  @Test
  void answersAboutJobsNameWhatIsWrong() {
    given()
        .get("/jobs?state=sleeping")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("errors[0].path", equalTo("state"))
        .body("detail", containsString("sleeping"));
    given().get("/jobs/none").then().statusCode(404).contentType("application/problem+json");
  }

  @Test
  void healthIsServed() {
    given().get("/q/health/ready").then().statusCode(200).body(containsString("Artifact store"));
  }

  private long waiting(String id) {
    return Blocking.await(() -> database.withSession(session -> JobStore.waiting(session, id)))
        .size();
  }

  private boolean isTakenIn(Fact fact) {
    return Blocking.await(
            () ->
                database.withSession(
                    session ->
                        session
                            .createNativeQuery(
                                "select count(*) from kit.inbox where event_id = :id", Long.class)
                            .setParameter("id", fact.eventId())
                            .getSingleResult()))
        > 0;
  }
}
