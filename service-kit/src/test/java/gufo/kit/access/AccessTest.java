package gufo.kit.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import gufo.kit.problem.Problem;
import gufo.kit.testing.GufoInfrastructure;
import gufo.kit.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked of whoever comes over HTTP, on a process that others can reach. */
@QuarkusTest
@QuarkusTestResource(GufoInfrastructure.class)
@QuarkusTestResource(
    value = Tokens.class,
    restrictToAnnotatedClass = true,
    initArgs = @ResourceArg(name = "gufo.http.submissions-per-minute", value = "5"))
class AccessTest {

  @TestHTTPResource("/")
  URI address;

  @ParameterizedTest
  @ValueSource(strings = {"/q/health", "/q/health/live", "/q/health/ready", "/q/health/started"})
  void healthIsToldToEverybody(String path) {
    given().get(path).then().body("status", equalTo("UP"));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /jobs",
    "HEAD, /jobs",
    "GET, /jobs/x",
    "GET, /q/metrics",
    "GET, /openapi",
    "GET, /q/dev",
    "GET, /nothing",
    "GET, /",
    "POST, /jobs",
    "POST, /q/health",
    "DELETE, /q/health",
    "PUT, /jobs",
    "DELETE, /jobs",
    "PATCH, /jobs",
    "OPTIONS, /jobs",
    "TRACE, /jobs",
    "QUERY, /jobs",
    "GET, //jobs",
    "GET, /q/health/../../jobs",
    "GET, /q/health/%2e%2e/%2e%2e/jobs",
    "GET, /q/health/..%2f..%2fjobs",
    "GET, /q/health;/../../jobs",
    "GET, /q/health/live/../../metrics",
    "GET, /%6aobs",
  })
  void everythingElseNeedsAToken(String method, String path) {
    Response answer = given().urlEncodingEnabled(false).request(method, path);

    answer.then().statusCode(401).header("WWW-Authenticate", "Bearer");
    if (!method.equals("HEAD")) {
      answer.then().contentType(Problem.MEDIA_TYPE).body("title", equalTo("Not authenticated"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer",
        "Bearer ",
        "Bearer wrong",
        "Bearer null",
        "Basic YW5uOmFubg==",
        "ann.readann.readann.readann.readann.readann.readann.readann.read"
      })
  void whatIsNoTokenOfOursDoesNotCount(String authorization) {
    given()
        .header("Authorization", authorization)
        .get("/jobs")
        .then()
        .statusCode(401)
        .contentType(Problem.MEDIA_TYPE)
        .body("detail", containsString("accepted: Bearer and a token that is known here"));
  }

  @ParameterizedTest
  @CsvSource({
    "ann.read, GET, /jobs, 200",
    "ann.read, GET, /q/metrics, 200",
    "ann.read, GET, /openapi, 200",
    "ann.read, GET, /nothing, 404",
    "ann.read, POST, /jobs, 403",
    "ann.read, DELETE, /jobs, 403",
    "sue.submit, GET, /jobs, 200",
    "sue.submit, POST, /jobs, 405",
    "sue.submit, PUT, /jobs, 403",
    "sue.submit, DELETE, /jobs, 403",
    "ada.admin, GET, /jobs, 200",
    "ada.admin, POST, /jobs, 405",
    "ada.admin, DELETE, /jobs, 405",
  })
  void aRoleMayDoWhatItIsThere(String caller, String method, String path, int status) {
    ValidatableResponse answer = as(caller, method, path);

    answer.statusCode(status);
    if (status >= 400) {
      answer.contentType(Problem.MEDIA_TYPE).body("status", equalTo(status));
    }
  }

  @Test
  void noHeaderMakesOneMethodOfAnother() {
    given()
        .auth()
        .oauth2(Tokens.of("ann.read"))
        .header("X-HTTP-Method-Override", "GET")
        .post("/jobs")
        .then()
        .statusCode(403)
        .body("detail", containsString("accepted: read for GET, submit for POST, admin for all"));
  }

  @ParameterizedTest
  @CsvSource({"ann.read, /jobs", "ann.read, /nothing", "ann.read, /q/metrics", "nobody, /jobs"})
  void noBrowserGuessesRunsFramesOrKeepsAnAnswer(String caller, String path) {
    as(caller, "GET", path)
        .header("X-Content-Type-Options", "nosniff")
        .header("Content-Security-Policy", containsString("default-src 'none'"))
        .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
        .header("X-Frame-Options", "DENY")
        .header("Referrer-Policy", "no-referrer")
        .header("Cache-Control", "no-store");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "OPTIONS"})
  void noOtherSiteIsLetIn(String method) {
    given()
        .auth()
        .oauth2(Tokens.of("ada.admin"))
        .header("Origin", "https://elsewhere.example")
        .header("Access-Control-Request-Method", "POST")
        .request(method, "/jobs")
        .then()
        .header("Access-Control-Allow-Origin", nullValue())
        .header("Access-Control-Allow-Methods", nullValue());
  }

  /** By hand: the server answers and hangs up while a client would still be sending. */
  @Test
  void aRequestThatIsTooLargeIsToldHowLargeItMayBe() throws IOException {
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      String head =
          "POST /jobs HTTP/1.1\r\nHost: gufo\r\nContent-Length: 8388609\r\nAuthorization: Bearer %s\r\n\r\n"
              .formatted(Tokens.of("ada.admin"));
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));

      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(answer)
          .startsWith("HTTP/1.1 413 ")
          .contains(
              Problem.MEDIA_TYPE, "the request is 8388609 bytes long; accepted: at most 8388608")
          .contains("nosniff");
    }
  }

  @Test
  void whoSubmitsTooOftenIsToldWhenToComeAgain() {
    IntStream.range(0, 5).forEach(i -> as("eve.submit", "POST", "/jobs").statusCode(405));

    ValidatableResponse answer = as("eve.submit", "POST", "/jobs");

    String again =
        answer
            .statusCode(429)
            .contentType(Problem.MEDIA_TYPE)
            .body("detail", containsString("'eve' sends more than 5 POST requests a minute"))
            .extract()
            .header("Retry-After");
    assertThat(Integer.parseInt(again)).isBetween(1, 13);
    as("eve.submit", "GET", "/jobs").statusCode(200);
    as("sue.submit", "POST", "/jobs").statusCode(405);
  }

  private static ValidatableResponse as(String caller, String method, String path) {
    return given().auth().oauth2(Tokens.of(caller)).request(method, path).then();
  }
}
