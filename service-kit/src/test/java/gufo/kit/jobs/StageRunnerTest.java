package gufo.kit.jobs;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import gufo.contracts.event.BaseMaterialised;
import gufo.contracts.event.ExperimentCancelled;
import gufo.contracts.event.Origin;
import gufo.contracts.work.LongWork;
import gufo.kit.KitConfig;
import gufo.kit.artifacts.Checkpoints;
import gufo.kit.facts.FactPublisher;
import gufo.kit.lifecycle.Blocking;
import gufo.kit.lifecycle.Wakeups;
import gufo.kit.testing.GufoInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.Test;

/** What becomes of work whose runner stops, is told to, or loses its lease. */
@QuarkusTest
@QuarkusTestResource(GufoInfrastructure.class)
class StageRunnerTest extends PlayStageFixture {

  @Inject Making making;
  @Inject Leases leases;
  @Inject Wishes wishes;
  @Inject Mutiny.SessionFactory database;
  @Inject KitConfig config;
  @Inject Checkpoints checkpoints;
  @Inject FactPublisher publisher;
  @Inject JobMetrics metrics;
  @Inject Wakeups wakeups;

  @Test
  void aRunnerToldToStopCheckpointsItsWorkAndGivesItBack() {
    CountDownLatch free = new CountDownLatch(1);
    occupyARunner(free);
    occupyARunner(free);
    anExperimentOfItsOwn();
    CountDownLatch running = new CountDownLatch(1);
    stage.scripts.put(
        teacher,
        (inputs, work) -> {
          while (work.lastCheckpoint().isEmpty()) {
            running.countDown();
            work.checkStopped();
            if (work.checkpointDue()) {
              work.checkpoint(folder -> Files.writeString(folder.resolve("step"), "41"));
              work.checkStopped();
            }
          }
          assertThat(work.lastCheckpoint().get().resolve("step")).hasContent("41");
          return stage.make(work);
        });
    Runner elsewhere = anotherRunner();
    baseIsThere(experiment);
    submit(experiment);
    await().until(() -> running.getCount() == 0);

    elsewhere.stop(null);
    free.countDown();

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(prepared(experiment)).hasSize(1));
    wasGivenBackUncounted(teacher);
  }

  @Test
  void aJobIsClaimedInTheTransactionThatMakesItClaimable() {
    CountDownLatch goOn = new CountDownLatch(1);
    CountDownLatch running = workThatWaitsFor(goOn);
    submit(experiment);
    await().untilAsserted(() -> assertThat(state(teacher)).isEqualTo("queued"));

    baseIsThere(experiment);

    await().until(() -> running.getCount() == 0);
    assertThat(lastWrittenBy("job", "id", teacher))
        .isEqualTo(lastWrittenBy("known_artifact", "recipe_id", base));
    goOn.countDown();
  }

  /** Between a claim and its commit the runner's slots may get other jobs. */
  @Test
  void aClaimThatFindsNoSlotGoesBackIntoTheQueue() {
    CountDownLatch free = new CountDownLatch(1);
    occupyARunner(free);
    occupyARunner(free);
    anExperimentOfItsOwn();
    Runner elsewhere = anotherRunner();
    submit(experiment);
    await().untilAsserted(() -> assertThat(state(teacher)).isEqualTo("queued"));
    String first = teacher;
    BaseMaterialised fact = new BaseMaterialised(experiment, base, Origin.COMPUTED, artifact());

    Uni<Void> handOver =
        Blocking.await(
            () ->
                database.withTransaction(
                    session ->
                        wishes.made(session, fact).flatMap(made -> elsewhere.follow(session))));
    assertThat(state(first)).isEqualTo("running");
    occupyARunner(free);
    occupyARunner(free);
    Blocking.await(() -> handOver);
    await().untilAsserted(() -> assertThat(state(first)).isEqualTo("queued"));
    free.countDown();

    await().untilAsserted(() -> assertThat(prepared(experiment)).hasSize(1));
    wasGivenBackUncounted(first);
    elsewhere.stop(null);
  }

  @Test
  void cancellingTheOnlyExperimentStopsRunningWorkAndRemovesItsCheckpoints() {
    CountDownLatch running = new CountDownLatch(1);
    stage.scripts.put(
        teacher,
        (inputs, work) -> {
          work.checkpoint(folder -> Files.writeString(folder.resolve("step"), "41"));
          running.countDown();
          while (true) {
            work.checkStopped();
            Thread.onSpinWait();
          }
        });
    baseIsThere(experiment);
    submit(experiment);
    await().until(() -> running.getCount() == 0);

    world.tell(new ExperimentCancelled(experiment, "enough"));

    await().untilAsserted(() -> assertThat(state(teacher)).isEqualTo("cancelled"));
    await().until(() -> checkpoints.last(teacher, config.scratch()).isEmpty());
    assertThat(prepared(experiment)).isEmpty();
  }

  @Test
  void aRunnerThatLostItsLeaseChangesNothing() {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicInteger times = new AtomicInteger();
    stage.scripts.put(
        teacher,
        (inputs, work) -> {
          if (times.getAndIncrement() == 0) {
            running.countDown();
            goOn.await();
          }
          return stage.make(work);
        });
    baseIsThere(experiment);
    submit(experiment);
    await().until(() -> running.getCount() == 0);

    takeAwayTheLease();
    await().untilAsserted(() -> assertThat(prepared(experiment)).hasSize(1));
    goOn.countDown();

    await().untilAsserted(() -> assertThat(stage.attempts(teacher)).isEqualTo(2));
    assertThat(prepared(experiment)).hasSize(1);
    given()
        .get("/jobs/" + teacher)
        .then()
        .body("state", equalTo("done"))
        .body("lostLeases", equalTo(1));
    assertThat(metric("gufo_job_leases_lost_total")).isPositive();
  }

  @Test
  void aCheckpointOfAnEarlierAttemptIsFoundByTheNext() {
    stage.scripts.put(
        teacher,
        (inputs, work) -> {
          if (work.lastCheckpoint().isEmpty()) {
            work.checkpoint(folder -> Files.writeString(folder.resolve("step"), "41"));
            throw new LongWork.StoppedException("taken away");
          }
          assertThat(work.lastCheckpoint().get().resolve("step")).hasContent("41");
          return stage.make(work);
        });
    baseIsThere(experiment);
    submit(experiment);

    await().untilAsserted(() -> assertThat(prepared(experiment)).hasSize(1));
    given().get("/jobs/" + teacher).then().body("errors", equalTo(0)).body("attempt", equalTo(2));
  }

  private static void wasGivenBackUncounted(String job) {
    given()
        .get("/jobs/" + job)
        .then()
        .body("attempt", equalTo(2))
        .body("errors", equalTo(0))
        .body("lostLeases", equalTo(0));
  }

  private Runner anotherRunner() {
    Runner runner =
        new Runner(leases, wishes, making, config, checkpoints, publisher, metrics, wakeups);
    runner.start(null);
    return runner;
  }

  /** The transaction that wrote a row's present state. */
  private String lastWrittenBy(String table, String key, String value) {
    return Blocking.await(
        () ->
            database.withSession(
                session ->
                    session
                        .createNativeQuery(
                            "select cast(xmin as text) from kit.%s where %s = :value"
                                .formatted(table, key),
                            String.class)
                        .setParameter("value", value)
                        .getSingleResult()));
  }

  private void takeAwayTheLease() {
    Blocking.await(
        () ->
            database.withTransaction(
                session ->
                    session
                        .createMutationQuery(
                            "update Job set leaseUntil = :past, owner = 'nobody' where id = :id")
                        .setParameter("past", Instant.EPOCH)
                        .setParameter("id", teacher)
                        .executeUpdate()));
  }
}
