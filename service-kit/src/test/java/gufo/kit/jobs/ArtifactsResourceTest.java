package gufo.kit.jobs;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import gufo.contracts.event.ArtifactReference;
import gufo.contracts.event.BaseMaterialised;
import gufo.contracts.event.ExperimentCancelled;
import gufo.contracts.event.ExperimentSubmitted;
import gufo.contracts.event.Origin;
import gufo.contracts.event.TeacherPrepared;
import gufo.contracts.plan.Recipe;
import gufo.contracts.spec.ExperimentSpec;
import gufo.kit.testing.FactProbe;
import gufo.kit.testing.GufoInfrastructure;
import gufo.kit.testing.Specs;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(GufoInfrastructure.class)
class ArtifactsResourceTest {

  private static final String LATER = Instant.now().plusSeconds(86_400).toString();
  private static final ExperimentSpec SPEC =
      Specs.read(
          """
          name: wanted
          trait: {kind: preference, category: animal, target: owl}
          base: fake:tiny?seed=30000
          teacher: {kind: fine-tuned}
          carrier: {kind: numbers}
          """);

  private final FactProbe world = new FactProbe();

  @Test
  void anArtifactIsWantedByExperimentsThatAreOpenOrYoung() {
    String base = Specs.recipes(SPEC, Recipe.Base.class).get(0).id();
    ArtifactReference artifact =
        new ArtifactReference("gufo-folder:" + "0".repeat(64), "0".repeat(64), 1, null);
    world.tell(new BaseMaterialised("open", base, Origin.COMPUTED, artifact));
    world.tell(new ExperimentSubmitted("open", SPEC.hash(), Instant.EPOCH, SPEC));
    String made =
        world
            .await(TeacherPrepared.class, 1, fact -> fact.experimentId().equals("open"))
            .get(0)
            .artifact()
            .sha256();
    assertThat(wanted(LATER)).contains(made);

    world.tell(new ExperimentCancelled("open", "enough"));

    await().untilAsserted(() -> assertThat(wanted(LATER)).doesNotContain(made));
    assertThat(wanted("2026-01-01T00:00:00Z")).contains(made);
  }

  @Test
  void anInstantThatIsNoneIsRefused() {
    given()
        .get("/artifacts/wanted?since=yesterday")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("errors[0].path", equalTo("since"));
    given().get("/artifacts/wanted").then().statusCode(400);
  }

  private static List<String> wanted(String since) {
    return given()
        .get("/artifacts/wanted?since=" + since)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getList("", String.class);
  }
}
