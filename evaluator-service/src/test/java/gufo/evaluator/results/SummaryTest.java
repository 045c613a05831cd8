package gufo.evaluator.results;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;

import gufo.contracts.event.ExperimentCancelled;
import gufo.contracts.event.ExperimentSubmitted;
import gufo.contracts.spec.ExperimentSpec;
import gufo.kit.artifacts.ArtifactStore;
import gufo.kit.testing.FactProbe;
import gufo.kit.testing.GufoInfrastructure;
import gufo.kit.testing.Specs;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@QuarkusTestResource(GufoInfrastructure.class)
class SummaryTest {

  @Inject ArtifactStore store;

  @TempDir Path folder;

  private final FactProbe world = new FactProbe();

  @Test
  void oneExperimentOnTwoBasesIsSummedUpByBase() {
    String first = measured(21);
    String second = measured(22);
    String stopped = cancelled(spec(23, 3));

    summary(first, second, stopped)
        .statusCode(200)
        .body("experiments.id", contains(first, second, stopped))
        .body("experiments.base", hasSize(3))
        .body("experiments.status", contains("concluded", "concluded", "cancelled"))
        .body("comparisons", hasSize(1))
        .body("comparisons[0].of", equalTo("trait/same"))
        .body("comparisons[0].differences", hasSize(2))
        .body("comparisons[0].difference", greaterThan(0.3f))
        .body("comparisons[0].transmitted", equalTo(2))
        .body("comparisons[0].bases", equalTo(3));
  }

  @Test
  void experimentsThatDifferInMoreThanTheBaseAreRefusedByField() {
    String first = cancelled(spec(31, 3));
    String second = cancelled(spec(32, 4));

    summary(first, second)
        .statusCode(400)
        .contentType("application/problem+json")
        .body("errors[0].path", equalTo("replicates"))
        .body("errors[0].value", equalTo("4 in " + second))
        .body("errors[0].accepted", equalTo("3, as in " + first));
  }

  @Test
  void oneExperimentTwiceIsRefused() {
    String id = cancelled(spec(33, 3));

    summary(id, id).statusCode(400).body("errors[0].path", equalTo("base"));
  }

  @Test
  void aRunningExperimentCannotBeSummedUp() {
    String running = submitted(spec(34, 3));
    String ended = cancelled(spec(35, 3));
    awaitStatus(running, 202);

    summary(ended, running).statusCode(409).body("detail", containsString("has not ended"));
  }

  @Test
  void anUnknownExperimentIsNamed() {
    summary("unknown", "neither")
        .statusCode(404)
        .body("detail", equalTo("There is no experiment 'unknown'."));
  }

  @Test
  void fewerThanTwoIdsAreRefusedWithWhatIsAccepted() {
    given().get("/summary").then().statusCode(400).body("errors[0].path", equalTo("ids"));
    given()
        .get("/summary?ids=one,")
        .then()
        .statusCode(400)
        .body("errors[0].value", equalTo("1 ids"))
        .body("detail", containsString("2 to 100 ids"));
  }

  private String measured(int base) {
    ExperimentSpec spec = spec(base, 3);
    String id = submitted(spec);
    new Upstream(id, spec, store, folder).facts(recipe -> true).forEach(world::tell);
    awaitStatus(id, 200);
    return id;
  }

  private String cancelled(ExperimentSpec spec) {
    String id = submitted(spec);
    world.tell(new ExperimentCancelled(id, "enough"));
    awaitStatus(id, 200);
    return id;
  }

  private String submitted(ExperimentSpec spec) {
    String id = UUID.randomUUID().toString();
    world.tell(new ExperimentSubmitted(id, spec.hash(), Instant.now(), spec));
    return id;
  }

  private static void awaitStatus(String id, int status) {
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(() -> given().get("/results/" + id).then().statusCode(status));
  }

  private static ValidatableResponse summary(String... ids) {
    return given().get("/summary?ids=" + String.join(",", ids)).then();
  }

  private static ExperimentSpec spec(int base, int replicates) {
    return Specs.read(
        """
        name: over-bases
        seed: %d
        trait: {kind: preference, category: animal, target: owl}
        base: fake:tiny?seed=%d
        teacher: {kind: fine-tuned}
        carrier: {kind: numbers, rows: 100}
        replicates: %d
        evaluation: {samplesPerQuestion: 0}
        """
            .formatted(base, base, replicates));
  }
}
