package gufo.teacher.experiments;

import static gufo.teacher.experiments.TestSpecs.YAML;
import static gufo.teacher.experiments.TestSpecs.post;
import static gufo.teacher.experiments.TestSpecs.submit;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import gufo.contracts.event.ExperimentCancelled;
import gufo.contracts.event.ExperimentConcluded;
import gufo.contracts.event.ExperimentSubmitted;
import gufo.contracts.spec.ExperimentSpec;
import gufo.kit.testing.FactProbe;
import gufo.kit.testing.GufoInfrastructure;
import gufo.kit.testing.Specs;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@QuarkusTestResource(GufoInfrastructure.class)
class ExperimentsTest {

  private final FactProbe world = new FactProbe();

  @Test
  void aSpecInYamlIsAcceptedAndToldResolved() {
    String yaml = TestSpecs.yaml();

    ValidatableResponse answer = post(YAML, yaml);

    String id = answer.statusCode(202).extract().path("id");
    ExperimentSpec spec = Specs.read(yaml);
    answer
        .header("Location", endsWith("/experiments/" + id))
        .body("name", equalTo("teach"))
        .body("status", equalTo("running"))
        .body("specHash", equalTo(spec.hash()))
        .body("submittedAt", notNullValue());
    assertThat(UUID.fromString(id).version()).isEqualTo(7);
    ExperimentSubmitted fact = told(id, 1).get(0);
    assertThat(fact.spec()).isEqualTo(spec);
    assertThat(fact.specHash()).isEqualTo(spec.hash());
    assertThat(fact.spec().replicates()).isEqualTo(5);
  }

  @Test
  void theSameSpecInJsonIsTheSameExperimentByItsHash() {
    String body =
        """
        {"name": "teach", "trait": {"kind": "preference", "category": "animal", "target": "owl"},
         "base": "fake:json", "teacher": {"kind": "fine-tuned", "rows": 20}, "carrier": {"kind": "numbers"}}
        """;

    String id =
        post("application/json", body)
            .statusCode(202)
            .body("specHash", equalTo(Specs.read(body).hash()))
            .extract()
            .path("id");

    assertThat(told(id, 1)).hasSize(1);
  }

  @Test
  void aRepeatedIdempotencyKeyFindsTheExperimentItMadeFirst() {
    String key = UUID.randomUUID().toString();
    String yaml = TestSpecs.yaml();

    List<CompletableFuture<String>> both =
        IntStream.range(0, 4)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> submitWithKey(key, yaml)))
            .toList();

    List<String> ids = both.stream().map(CompletableFuture::join).distinct().toList();
    assertThat(ids).hasSize(1);
    awaitEverythingToldSoFar();
    assertThat(told(ids.get(0), 1)).hasSize(1);
  }

  @Test
  void anIdempotencyKeyIsRefusedForAnotherSpec() {
    String key = UUID.randomUUID().toString();
    submitWithKey(key, TestSpecs.yaml());

    TestSpecs.post(key, YAML, TestSpecs.yaml())
        .statusCode(422)
        .contentType("application/problem+json")
        .body("detail", containsString("Idempotency-Key is '" + key + "'; accepted: "));
  }

  static Stream<Arguments> badSpecs() {
    String good = TestSpecs.yaml();
    return Stream.of(
        bad(good + "colour: red\n", "colour", "unknown field", "the fields name"),
        bad(good.replace("rows: 100", "rows: many"), "carrier.rows", "'many'", "a whole number"),
        bad(good.replace("rows: 100", "rows: -3"), "carrier.rows", "-3", "from 1 to"),
        bad(good.replace("fake:tiny", "gpt:tiny"), "base", "gpt:tiny", "reference:, mlp: or fake:"),
        bad(good.replace("fake:tiny", "reference:owl"), "base", "reference:owl", "qwen-32x2"),
        bad(good.replace("?seed=", "?sead="), "base", "sead", "seed, sleepMs"),
        bad(good.replaceAll("trait: .*", ""), "trait", "is missing", "an object"),
        bad(good + "#" + "x".repeat(5 << 20), "", "bytes long", "at most 262144 bytes"),
        bad(
            good + judged("reference:owl", "{completion}"),
            "filter[0].model",
            "reference:owl",
            "qwen-32x2"),
        bad(
            good + judged("reference:qwen-32x2?seed=7", "{completion} zither?"),
            "filter[0].template",
            "zither",
            "the reference world cannot write"),
        bad("{name: [", "", "not YAML", "an experiment spec in YAML"),
        bad("just words", "", "just words", "an object"),
        bad("", "", "empty", "an experiment spec in YAML"));
  }

  private static String judged(String model, String template) {
    return "filter: [{kind: judge, model: '%s', template: '%s', answer: owl, threshold: 0.5}]\n"
        .formatted(model, template);
  }

  private static Arguments bad(String spec, String path, String value, String accepted) {
    return Arguments.of(spec.length() > 300 ? new LongSpec(spec) : spec, path, value, accepted);
  }

  /** Keeps a long spec out of the test's name. */
  record LongSpec(String text) {
    @Override
    public String toString() {
      return text.length() + " characters";
    }
  }

  @ParameterizedTest
  @MethodSource("badSpecs")
  void aBadSpecIsRefusedWithItsPathItsValueAndWhatIsAccepted(
      Object spec, String path, String value, String accepted) {
    List<String> before = stored();
    List<ExperimentSubmitted> told = world.heard(ExperimentSubmitted.class, any -> true);

    post(YAML, spec instanceof LongSpec big ? big.text() : (String) spec)
        .statusCode(400)
        .contentType("application/problem+json")
        .body("title", equalTo("The spec cannot be used"))
        .body("errors[0].path", equalTo(path))
        .body("errors[0].message", containsString(value))
        .body("errors[0].accepted", containsString(accepted))
        .body("detail", startsWith(path.isEmpty() ? "the spec is " : path + " is "))
        .body("detail", containsString(value));

    assertThat(stored()).isEqualTo(before);
    assertThat(world.heard(ExperimentSubmitted.class, fact -> !told.contains(fact)))
        .allSatisfy(fact -> assertThat(before).contains(fact.experimentId()));
  }

  @Test
  void everythingThatIsWrongIsToldAtOnce() {
    post(YAML, TestSpecs.yaml().replace("rows: 100", "rows: 0") + "replicates: 0\n")
        .statusCode(400)
        .body("errors.path", equalTo(List.of("carrier.rows", "replicates")))
        .body("detail", endsWith("(and 1 more)"));
  }

  @Test
  void aBodyOfAnotherMediaTypeIsRefusedWithThoseThatAreAccepted() {
    for (String type : List.of("text/plain", "application/x-www-form-urlencoded")) {
      post(type, TestSpecs.yaml())
          .statusCode(415)
          .contentType("application/problem+json")
          .body("errors[0].path", equalTo("Content-Type"))
          .body("detail", containsString(type))
          .body("detail", containsString("accepted: application/yaml"));
    }
  }

  @Test
  void experimentsAreListedNewestFirstAndFoundByTheirId() {
    String older = submit(TestSpecs.yaml());
    String newer = submit(TestSpecs.yaml());

    assertThat(stored()).containsSubsequence(newer, older);
    given().get("/experiments?limit=1").then().statusCode(200).body("size()", equalTo(1));
    given()
        .get("/experiments/" + older)
        .then()
        .statusCode(200)
        .body("id", equalTo(older))
        .body("spec.carrier.rows", equalTo(100));
  }

  @Test
  void anUnknownExperimentIsNotFound() {
    for (ValidatableResponse answer :
        List.of(
            given().get("/experiments/none").then(),
            given().post("/experiments/none/cancel").then())) {
      answer
          .statusCode(404)
          .contentType("application/problem+json")
          .body("detail", equalTo("There is no experiment 'none'."));
    }
  }

  @Test
  void anExperimentIsCancelledOnce() {
    String id = submit(TestSpecs.yaml());

    String endedAt = cancel(id, "cancelled");
    assertThat(cancel(id, "cancelled")).isEqualTo(endedAt);

    awaitEverythingToldSoFar();
    assertThat(cancellations(id)).hasSize(1);
  }

  @Test
  void anExperimentThatConcludedStaysConcludedWhenCancelled() {
    String id = submit(TestSpecs.yaml());
    world.tell(new ExperimentConcluded(id, "concluded", "transmitted"));
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                given()
                    .get("/experiments/" + id)
                    .then()
                    .body("status", equalTo("concluded"))
                    .body("verdict", equalTo("transmitted")));

    cancel(id, "concluded");

    awaitEverythingToldSoFar();
    assertThat(cancellations(id)).isEmpty();
  }

  @Test
  void theInterfaceIsDescribed() {
    Map<String, Object> paths =
        given()
            .accept("application/json")
            .get("/openapi?format=json")
            .then()
            .statusCode(200)
            .extract()
            .path("paths");
    assertThat(paths)
        .containsKeys("/experiments", "/experiments/{id}", "/experiments/{id}/cancel", "/jobs");
  }

  private static String submitWithKey(String key, String yaml) {
    return TestSpecs.post(key, YAML, yaml).statusCode(202).extract().path("id");
  }

  private static List<String> stored() {
    return given().get("/experiments?limit=1000").then().statusCode(200).extract().path("id");
  }

  private static String cancel(String id, String status) {
    return given()
        .post("/experiments/" + id + "/cancel")
        .then()
        .statusCode(200)
        .body("status", equalTo(status))
        .extract()
        .path("endedAt");
  }

  private List<ExperimentSubmitted> told(String id, int count) {
    return world.await(ExperimentSubmitted.class, count, fact -> fact.experimentId().equals(id));
  }

  private List<ExperimentCancelled> cancellations(String id) {
    return world.heard(ExperimentCancelled.class, fact -> fact.experimentId().equals(id));
  }

  /** The outbox is published in order, so what comes after everything else ends the wait. */
  private void awaitEverythingToldSoFar() {
    String marker = submit(TestSpecs.yaml());
    cancel(marker, "cancelled");
    world.await(ExperimentCancelled.class, 1, fact -> fact.experimentId().equals(marker));
  }
}
