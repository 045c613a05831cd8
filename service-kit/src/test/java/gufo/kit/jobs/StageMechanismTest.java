package gufo.kit.jobs;

import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import gufo.contracts.event.ArtifactReference;
import gufo.contracts.event.BaseMaterialised;
import gufo.contracts.event.ExperimentCancelled;
import gufo.contracts.event.ExperimentSubmitted;
import gufo.contracts.event.Fact;
import gufo.contracts.event.Origin;
import gufo.contracts.event.RowsRequested;
import gufo.contracts.event.StageFailed;
import gufo.contracts.event.TeacherPrepared;
import gufo.contracts.event.Topic;
import gufo.contracts.id.ContentId;
import gufo.contracts.plan.Node;
import gufo.contracts.plan.Plan;
import gufo.contracts.plan.Recipe;
import gufo.contracts.spec.ExperimentSpec;
import gufo.contracts.spec.Reading;
import gufo.contracts.spec.SpecReader;
import gufo.contracts.work.LongWork;
import gufo.kit.KitConfig;
import gufo.kit.artifacts.Checkpoints;
import gufo.kit.facts.FactPublisher;
import gufo.kit.lifecycle.Blocking;
import gufo.kit.lifecycle.Wakeups;
import gufo.kit.testing.FactProbe;
import gufo.kit.testing.GufoInfrastructure;
import gufo.kit.testing.MetricsTable;
import gufo.kit.traces.Traces;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(GufoInfrastructure.class)
class StageMechanismTest {

  private static final AtomicInteger SEEDS = new AtomicInteger();

  @Inject PlayStage stage;
  @Inject Making making;
  @Inject Leases leases;
  @Inject Mutiny.SessionFactory database;
  @Inject KitConfig config;
  @Inject Checkpoints checkpoints;
  @Inject FactPublisher publisher;
  @Inject JobMetrics metrics;
  @Inject Wakeups wakeups;

  private final FactProbe world = new FactProbe();
  private final String experiment = UUID.randomUUID().toString();
  private ExperimentSpec spec;
  private String base;
  private String teacher;

  @BeforeEach
  void anExperimentOfItsOwn() {
    String yaml =
        """
        name: kit
        seed: %d
        trait: {kind: preference, category: animal, target: owl}
        base: fake:tiny?seed=%d
        teacher: {kind: fine-tuned}
        carrier: {kind: numbers}
        """
            .formatted(SEEDS.incrementAndGet(), SEEDS.get());
    Reading<ExperimentSpec> read = SpecReader.readYaml(yaml.getBytes(StandardCharsets.UTF_8));
    assertThat(read).isInstanceOf(Reading.Valid.class);
    spec = ((Reading.Valid<ExperimentSpec>) read).value();
    List<Node> nodes = Plan.of(spec).nodes();
    base =
        nodes.stream()
            .filter(n -> n.recipe() instanceof Recipe.Base)
            .findFirst()
            .orElseThrow()
            .id();
    teacher =
        nodes.stream()
            .filter(n -> n.recipe() instanceof Recipe.Teacher)
            .findFirst()
            .orElseThrow()
            .id();
  }

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "{\"experimentId\": 7, ",
        "{\"experimentId\": \"../../etc/x\", \"specHash\": \"\", \"submittedAt\": 0}",
        "\u0000",
      })
  void aRecordThatCannotBeReadGoesToTheDeadLettersAndOthersPass(String payload) {
    world.tell(Topic.EXPERIMENT_SUBMITTED, experiment, payload);
    baseIsThere(experiment);
    submit(experiment);

    await().untilAsserted(() -> assertThat(prepared(experiment)).hasSize(1));
    await()
        .untilAsserted(
            () ->
                assertThat(world.records(Topic.EXPERIMENT_SUBMITTED.deadLetterName()))
                    .isNotEmpty());
  }

  /** The database refuses a NUL in a text and so long a key, and would refuse them for ever. */
  @ParameterizedTest
  @ValueSource(strings = {"\u0000", "long"})
  void aRecordThatTheDatabaseCannotHoldGoesToTheDeadLettersAndOthersPass(String recipe) {
    String id =
        recipe.equals("long")
            ? IntStream.range(0, 300).mapToObj(i -> ContentId.of(i)).collect(joining())
            : recipe;
    ArtifactReference any = new ArtifactReference("gufo-file:" + "0".repeat(64), "0", 1, null);
    world.tell(new BaseMaterialised(experiment, id, Origin.COMPUTED, any));
    baseIsThere(experiment);
    submit(experiment);

    await().untilAsserted(() -> assertThat(prepared(experiment)).hasSize(1));
    await()
        .untilAsserted(
            () ->
                assertThat(world.records(Topic.BASE_MATERIALISED.deadLetterName()))
                    .extracting(ConsumerRecord::key)
                    .contains(experiment));
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
    Runner elsewhere = new Runner(leases, making, config, checkpoints, publisher, metrics);
    elsewhere.start(null, wakeups);
    baseIsThere(experiment);
    submit(experiment);
    await().until(() -> running.getCount() == 0);

    elsewhere.stop(null);
    free.countDown();

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(prepared(experiment)).hasSize(1));
    given()
        .get("/jobs/" + teacher)
        .then()
        .body("attempt", equalTo(2))
        .body("errors", equalTo(0))
        .body("lostLeases", equalTo(0));
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

  @Test
  void aJobNoRunnerHasTimeForIsCountedWithItsAge() {
    CountDownLatch free = new CountDownLatch(1);
    occupyARunner(free);
    occupyARunner(free);
    anExperimentOfItsOwn();
    baseIsThere(experiment);

    submit(experiment);

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              assertThat(metric("gufo_jobs_claimable")).isEqualTo(1);
              assertThat(metric("gufo_jobs_claimable_age_seconds")).isBetween(0.1, 30.0);
              assertThat(metric("gufo_jobs_running_age_seconds")).isBetween(0.1, 30.0);
            });
    free.countDown();
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(metric("gufo_jobs_claimable_age_seconds")).isEqualTo(0));
  }

  @Test
  void whatIsDocumentedOfMetricsIsShownAndNothingElse() {
    baseIsThere(experiment);
    submit(experiment);

    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(MetricsTable.problems("play")).isEmpty());
  }

  private void occupyARunner(CountDownLatch free) {
    anExperimentOfItsOwn();
    CountDownLatch running = new CountDownLatch(1);
    stage.scripts.put(
        teacher,
        (inputs, work) -> {
          running.countDown();
          free.await();
          return stage.make(work);
        });
    String id = UUID.randomUUID().toString();
    baseIsThere(id);
    submit(id);
    await().until(() -> running.getCount() == 0);
  }

  private static double metric(String series) {
    return given()
        .accept("text/plain")
        .get("/q/metrics")
        .asString()
        .lines()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length())))
        .findFirst()
        .orElseThrow();
  }

  private void submit(String id) {
    world.tell(new ExperimentSubmitted(id, spec.hash(), Instant.EPOCH, spec));
  }

  private void baseIsThere(String id) {
    world.tell(new BaseMaterialised(id, base, Origin.COMPUTED, artifact()));
  }

  private static ArtifactReference artifact() {
    return new ArtifactReference("gufo-folder:" + "0".repeat(64), "0".repeat(64), 1, null);
  }

  private List<TeacherPrepared> prepared(String id) {
    return world.heard(TeacherPrepared.class, fact -> fact.experimentId().equals(id));
  }

  private List<StageFailed> failures(String id) {
    return world.heard(
        StageFailed.class, fact -> fact.experimentId().equals(id) && fact.stage().equals("play"));
  }

  private String state(String id) {
    return given().get("/jobs/" + id).then().statusCode(200).extract().path("state");
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
                            .createSelectionQuery(
                                "select count(*) from InboxEntry where eventId = :id", Long.class)
                            .setParameter("id", fact.eventId())
                            .getSingleResult()))
        > 0;
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
