package gufo.teacher;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import gufo.kit.testing.GufoInfrastructure;
import gufo.kit.testing.HostileHttp;
import gufo.kit.testing.SpoiltFields;
import gufo.kit.testing.Tokens;
import gufo.teacher.experiments.TestSpecs;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(GufoInfrastructure.class)
@QuarkusTestResource(
    value = Tokens.class,
    restrictToAnnotatedClass = true,
    initArgs = @ResourceArg(name = "gufo.http.submissions-per-minute", value = "1000000"))
class HostileHttpTest {

  private static final String JSON =
      "{\"name\":\"teach\",\"seed\":7,\"trait\":{\"kind\":\"preference\",\"category\":\"animal\",\"target\":\"owl\"},\"base\":\"fake:tiny\",\"teacher\":{\"kind\":\"fine-tuned\",\"rows\":20},\"carrier\":{\"kind\":\"numbers\",\"rows\":100}}";

  @TestHTTPResource("/")
  URI address;

  private HostileHttp hostile;

  @BeforeEach
  void asAnAdministrator() {
    hostile =
        new HostileHttp(
            address,
            "ada.admin",
            Map.of("application/yaml", TestSpecs.yaml(), "application/json", JSON));
  }

  @Test
  void whateverIsAskedIsAnsweredInTimeAndInWords() {
    assertThat(hostile.open()).isEmpty();
    assertThat(hostile.problems(1, 400)).isEmpty();
  }

  @Test
  void aSpecWithoutEndIsCutOffAndNotKept() {
    String spec = JSON.replace("teach", "endless");

    assertThat(hostile.endless("/experiments", "application/json", spec)).isEmpty();

    given()
        .auth()
        .oauth2(Tokens.of("ada.admin"))
        .get("/experiments?limit=1000")
        .then()
        .statusCode(200)
        .body("name", not(hasItem("endless")));
  }

  @Test
  void aRefusalNamesTheFieldThatIsSpoilt() {
    assertThat(
            new SpoiltFields(
                    address,
                    "ada.admin",
                    Map.of("application/yaml", JSON, "application/json", JSON))
                .problems())
        .isEmpty();
  }
}
