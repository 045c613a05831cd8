package gufo.teacher.experiments;

import static gufo.teacher.experiments.TestSpecs.YAML;
import static gufo.teacher.experiments.TestSpecs.submit;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import gufo.contracts.event.ExperimentSubmitted;
import gufo.contracts.spec.ExperimentSpec;
import gufo.contracts.spec.Preregistration;
import gufo.kit.testing.FactProbe;
import gufo.kit.testing.GufoInfrastructure;
import gufo.kit.testing.Specs;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(GufoInfrastructure.class)
class PreregistrationsTest {

  private final FactProbe world = new FactProbe();
  private final String name = "frozen-" + UUID.randomUUID();
  private final String yaml = TestSpecs.yaml().replace("name: teach", "name: " + name);
  private final String other = yaml + "replicates: 7\n";
  private final ExperimentSpec spec = Specs.read(yaml);

  @Test
  void aSpecIsFrozenWithItsHashItsTextAndItsTime() {
    register(yaml)
        .statusCode(201)
        .header("Location", endsWith("/preregistrations/" + name))
        .body("name", equalTo(name))
        .body("specHash", equalTo(spec.hash()))
        .body("registeredAt", notNullValue());

    given()
        .get("/preregistrations/" + name)
        .then()
        .statusCode(200)
        .body("specHash", equalTo(spec.hash()))
        .body("spec.replicates", equalTo(5));
    assertThat(given().get("/preregistrations").then().extract().<List<String>>path("name"))
        .contains(name);
  }

  @Test
  void theSameSpecAgainIsThePreregistrationThereIs() {
    String first = register(yaml).statusCode(201).extract().path("registeredAt");

    register(yaml + "description: in other words\n")
        .statusCode(201)
        .body("registeredAt", equalTo(first));
  }

  @Test
  void aNameIsRegisteredForOneSpec() {
    register(yaml).statusCode(201);

    register(other)
        .statusCode(409)
        .contentType("application/problem+json")
        .body("title", equalTo("Another spec is registered under this name"))
        .body("errors.path", equalTo(List.of("name", "replicates")));
  }

  @Test
  void whatWasSubmittedCannotBeRegisteredAnyMoreUnderThisOrAnotherName() {
    String id = submit(yaml);

    for (String late : List.of(yaml, other, yaml.replace(name, name + "-again"))) {
      register(late)
          .statusCode(409)
          .body("title", equalTo("Too late to register"))
          .body("detail", containsString(name + "', submitted as experiment " + id));
    }
  }

  @Test
  void theRegisteredSpecIsConfirmatory() {
    String registered = register(yaml).statusCode(201).extract().path("registeredAt");

    String id =
        submitted("", yaml)
            .statusCode(202)
            .body("preregistration.specHash", equalTo(spec.hash()))
            .body("preregistration.differences", nullValue())
            .extract()
            .path("id");

    assertThat(mark(id))
        .isEqualTo(new Preregistration(spec.hash(), Instant.parse(registered), List.of()));
  }

  @Test
  void anotherSpecOfThatNameIsRefusedWithBothHashesAndEveryDifference() {
    register(yaml).statusCode(201);

    submitted("", other.replace("rows: 100", "rows: 90"))
        .statusCode(409)
        .contentType("application/problem+json")
        .body(
            "errors.path",
            equalTo(List.of("name", "carrier.rows", "carrier.maxRows", "replicates")))
        .body("errors[1].value", equalTo("90"))
        .body("errors[1].accepted", equalTo("100, as registered"))
        .body("detail", containsString(spec.hash()))
        .body("detail", containsString(Specs.read(other.replace("rows: 100", "rows: 90")).hash()))
        .body("detail", containsString("exploratory=true"));
  }

  @Test
  void anotherSpecThatIsSaidToBeExploratoryIsMarkedWithWhatDiffers() {
    register(yaml).statusCode(201);

    String id = submitted("?exploratory=true", other).statusCode(202).extract().path("id");

    assertThat(mark(id).differences()).containsExactly("replicates");
    assertThat(mark(id).confirmatory()).isFalse();
  }

  @Test
  void withoutAPreregistrationThereIsNoMark() {
    String id =
        submitted("?exploratory=true", yaml)
            .statusCode(202)
            .body("preregistration", nullValue())
            .extract()
            .path("id");

    assertThat(mark(id)).isNull();
  }

  @Test
  void badInputIsRefusedWithWhatIsAccepted() {
    submitted("?exploratory=maybe", yaml)
        .statusCode(400)
        .body("detail", equalTo("exploratory is 'maybe'; accepted: true or false"));
    register(yaml + "colour: red\n").statusCode(400).body("errors[0].path", equalTo("colour"));
    TestSpecs.post("/preregistrations", null, "text/plain", yaml)
        .statusCode(415)
        .body("errors[0].path", equalTo("Content-Type"));
    given()
        .get("/preregistrations/none")
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body("detail", equalTo("Nothing is registered under the name 'none'."));
  }

  private static ValidatableResponse register(String yaml) {
    return TestSpecs.post("/preregistrations", null, YAML, yaml);
  }

  private static ValidatableResponse submitted(String query, String yaml) {
    return TestSpecs.post("/experiments" + query, null, YAML, yaml);
  }

  private Preregistration mark(String id) {
    return world
        .await(ExperimentSubmitted.class, 1, fact -> fact.experimentId().equals(id))
        .get(0)
        .preregistration();
  }
}
