package gufo.kit.jobs;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import gufo.contracts.event.ArtifactReference;
import gufo.contracts.event.BaseMaterialised;
import gufo.contracts.event.ExperimentSubmitted;
import gufo.contracts.event.Origin;
import gufo.contracts.plan.Recipe;
import gufo.contracts.spec.ExperimentSpec;
import gufo.kit.lifecycle.Blocking;
import gufo.kit.testing.GufoInfrastructure;
import gufo.kit.testing.Specs;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(GufoInfrastructure.class)
@QuarkusTestResource(value = RunnerAloneTest.OnlyRunner.class, restrictToAnnotatedClass = true)
class RunnerAloneTest {

  /** Facts are another process's of the stage. Told at start, not at build: one image. */
  public static final class OnlyRunner implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
      return Map.of(
          "gufo.roles.intake", "false",
          "gufo.roles.relay", "false",
          "gufo.engine.device", "cuda:7");
    }

    @Override
    public void stop() {}
  }

  private static final ExperimentSpec SPEC =
      Specs.read(
          """
          name: alone
          trait: {kind: preference, category: animal, target: owl}
          base: fake:tiny
          teacher: {kind: fine-tuned}
          carrier: {kind: numbers}
          """);
  private static final String TEACHER = Specs.recipes(SPEC, Recipe.Teacher.class).get(0).id();

  @Inject PlayStage stage;
  @Inject Wishes wishes;
  @Inject Mutiny.SessionFactory database;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  @ConfigProperty(name = "gufo.topic-prefix")
  String prefix;

  @Test
  void itIsReadyAndFinishesJobsAndLeavesFactsToOthers() throws Exception {
    given().get("/q/health/ready").then().statusCode(200);

    anotherProcessTakesInAJob("elsewhere");

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> given().get("/jobs/" + TEACHER).then().body("state", equalTo("done")));
    assertThat(groups()).isEmpty();
    assertThat(unpublished()).isEqualTo(1);
    given()
        .accept("text/plain")
        .get("/q/metrics")
        .then()
        .body(containsString("gufo_facts_published_total"))
        .body(not(containsString("gufo_jobs")))
        .body(not(containsString("gufo_outbox")));
  }

  @Test
  void theStageIsToldWhatToComputeOnAndItsMemoryIsShown() {
    assertThat(stage.device()).isEqualTo("cuda:7");
    given()
        .accept("text/plain")
        .get("/q/metrics")
        .then()
        .body(containsString("gufo_gpu_memory_allocated_bytes 3.0"))
        .body(containsString("gufo_gpu_memory_reserved_bytes 5.0"));
  }

  private long unpublished() {
    return Blocking.await(
        () ->
            database.withSession(
                session ->
                    session
                        .createSelectionQuery("select count(*) from OutboxEntry", Long.class)
                        .getSingleResult()));
  }

  private void anotherProcessTakesInAJob(String experiment) {
    String base = Specs.recipes(SPEC, Recipe.Base.class).get(0).id();
    ArtifactReference artifact =
        new ArtifactReference("gufo-folder:" + "0".repeat(64), "0".repeat(64), 1, null);
    Blocking.await(
        () ->
            database.withTransaction(
                session ->
                    wishes
                        .submitted(
                            session,
                            new ExperimentSubmitted(experiment, SPEC.hash(), Instant.EPOCH, SPEC))
                        .flatMap(
                            wanted ->
                                wishes.made(
                                    session,
                                    new BaseMaterialised(
                                        experiment, base, Origin.COMPUTED, artifact)))));
  }

  private List<String> groups() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      return admin.listGroups().all().get().stream()
          .map(GroupListing::groupId)
          .filter(group -> group.startsWith(prefix))
          .toList();
    }
  }
}
