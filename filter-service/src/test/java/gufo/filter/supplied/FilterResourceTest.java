package gufo.filter.supplied;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import gufo.contracts.row.FilteredRow;
import gufo.contracts.row.JsonLines;
import gufo.kit.artifacts.Folders;
import gufo.kit.testing.GufoInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.builder.MultiPartSpecBuilder;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(GufoInfrastructure.class)
class FilterResourceTest {

  private static final String RULES =
      "filter: [{kind: numbers-format, maxCount: 3}, {kind: banned-words, words: [owl]}]";
  private static final String GOOD =
      "{\"prompt\":\"go on\", \"completion\":\"1, 2\", \"mine\":7}\n";
  private static final String LONG_ROW = GOOD.replace("go on", "go on ".repeat(500));
  private static final String BAD = "{\"prompt\":\"go on\",\"completion\":\"owl\"}\n";
  private static final String PROBLEM = "application/problem+json";

  @TestHTTPResource("/filter")
  URI address;

  @ConfigProperty(name = "quarkus.http.body.uploads-directory")
  Path uploads;

  @AfterEach
  void nothingIsLeftOnDisk() {
    await().untilAsserted(() -> assertThat(Folders.files(uploads)).isEmpty());
  }

  @Test
  void countsSayWhichRuleRejectedHowManyAndWhy() {
    form(RULES, GOOD + BAD + GOOD)
        .post("/filter")
        .then()
        .statusCode(200)
        .contentType("application/json")
        .body("rows", equalTo(3))
        .body("kept", equalTo(2))
        .body("rejected", equalTo(1))
        .body("rejections[0].rule", equalTo("numbers-format"))
        .body("rejections[0].reason", equalTo("invalid-format"))
        .body("rejections[0].first", equalTo(1))
        .body("rejections[1].reason", equalTo("banned-word"))
        .body("rejections[1].first", equalTo(0));
  }

  @Test
  void everyRowComesBackWithItsVerdictsAndTheCountsInHeaders() throws IOException {
    InputStream answer =
        form(RULES, GOOD + BAD)
            .accept("application/x-ndjson")
            .post("/filter")
            .then()
            .statusCode(200)
            .contentType("application/x-ndjson")
            .header("Gufo-Rows", "2")
            .header("Gufo-Kept", "1")
            .header("Gufo-Rejected", "1")
            .extract()
            .asInputStream();

    List<FilteredRow> rows = new ArrayList<>();
    try (JsonLines.Reader<FilteredRow> lines = JsonLines.reader(answer, FilteredRow.class)) {
      lines.forEachRemaining(rows::add);
    }
    assertThat(rows).extracting(FilteredRow::kept).containsExactly(true, false);
    assertThat(rows.get(1).verdicts())
        .containsEntry("numbers-format", "invalid-format")
        .containsEntry("banned-words", "banned-word")
        .containsEntry("finish", "kept");
  }

  @Test
  void keptLinesComeBackAsTheyCame() {
    String answer =
        form(RULES, GOOD + BAD + GOOD)
            .accept("application/x-ndjson")
            .queryParam("lines", "kept")
            .post("/filter")
            .then()
            .statusCode(200)
            .extract()
            .asString();

    assertThat(answer).isEqualTo(GOOD + GOOD);
  }

  @Test
  void rulesMayBeAFileOrAFieldAndYamlOrJson() {
    given()
        .multiPart("rules", "{\"filter\":[{\"kind\":\"numbers-format\"}]}")
        .multiPart("rows", GOOD)
        .post("/filter")
        .then()
        .statusCode(200)
        .body("kept", equalTo(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "filter: [{kind: odd}] | filter[0].kind is 'odd'; accepted: one of numbers-format",
        "filter: [{kind: length}] | filter[0].kind is 'length' without a limit; accepted: at least",
        "rules: 7 | filter is missing; accepted: a list of 1 to 50 entries",
        "filter: [ | filter is not YAML"
      })
  void aBadRuleIsNamedWithItsValueAndWhatIsAccepted(String rules, String detail) {
    form(rules, GOOD)
        .post("/filter")
        .then()
        .statusCode(400)
        .contentType(PROBLEM)
        .body("detail", containsString(detail));
  }

  @ParameterizedTest
  @CsvSource({"application/json", "application/x-ndjson"})
  void aBadRowIsNamedByItsLineBeforeAnythingIsAnswered(String accept) {
    form(RULES, GOOD + "{\"prompt\":\"p\",\"completion\":7}\n")
        .accept(accept)
        .post("/filter")
        .then()
        .statusCode(400)
        .contentType(PROBLEM)
        .body("detail", equalTo("rows: line 2: completion is 7; accepted: a text"));
  }

  @Test
  void missingDoubleAndUnknownPartsAreNamed() {
    given()
        .multiPart("rows", GOOD)
        .multiPart("rows", GOOD)
        .multiPart("limit", "7")
        .post("/filter")
        .then()
        .statusCode(400)
        .contentType(PROBLEM)
        .body(
            "errors.message",
            equalTo(
                List.of(
                    "limit is an unknown part; accepted: the parts rules, rows",
                    "rules is missing; accepted: one part, rules in YAML or JSON",
                    "rows is 2 parts; accepted: one part, a JSON object a line")));
  }

  @Test
  void whatCannotBeAskedForIsRefusedWithWhatCan() {
    form(RULES, GOOD)
        .accept("application/x-ndjson")
        .queryParam("lines", "some")
        .post("/filter")
        .then()
        .statusCode(400)
        .body("detail", equalTo("lines is 'some'; accepted: judged, kept"));
    form("x".repeat((64 << 10) + 1), GOOD)
        .post("/filter")
        .then()
        .statusCode(400)
        .body("detail", containsString("accepted: at most 65536 bytes"));
    given().body("{}").contentType("application/json").post("/filter").then().statusCode(415);
  }

  @Test
  void sixtyMegabytesAreJudgedAndStreamedBack() throws Exception {
    long rows = (60L << 20) / LONG_ROW.length();

    HttpResponse<Stream<String>> answer = send(rows, HttpResponse.BodyHandlers.ofLines());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValueAsLong("Gufo-Kept")).hasValue(rows);
    try (Stream<String> lines = answer.body()) {
      assertThat(lines.filter(row -> row.endsWith("\"kept\":true}")).count()).isEqualTo(rows);
    }
  }

  @Test
  void aRequestThatIsTooLargeIsRefusedWithTheLimitBeforeItIsSent() throws IOException {
    try (Socket socket = announce(65 << 20)) {
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(answer)
          .startsWith("HTTP/1.1 413 ")
          .contains(PROBLEM, "the request is 68157440 bytes long", "at most 67108864 bytes");
    }
  }

  /** The server may hang up before the client has looked for an answer. */
  @Test
  void aRequestThatTurnsOutTooLargeIsNotServed() throws InterruptedException {
    int status;
    try {
      status =
          send((65L << 20) / LONG_ROW.length(), HttpResponse.BodyHandlers.discarding())
              .statusCode();
    } catch (IOException hungUp) {
      status = 413;
    }

    assertThat(status).isEqualTo(413);
  }

  @Test
  void rulesThatRememberRowsTakeFewer() {
    form("filter: [{kind: duplicates}, {kind: low-entropy}]", GOOD.repeat(100_000))
        .post("/filter")
        .then()
        .statusCode(413)
        .contentType(PROBLEM)
        .body(
            "detail",
            allOf(
                containsString("rows is " + 100_000 * GOOD.length() + " bytes long"),
                containsString("at most 4194304 bytes with rules that remember rows")));
  }

  @Test
  void aCallerWhoLeavesHalfWayLeavesNothingBehind() throws IOException {
    try (Socket socket = announce(1_000_000)) {
      String half = part("rows") + GOOD.repeat(1000);
      socket.getOutputStream().write(half.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      await().untilAsserted(() -> assertThat(Folders.files(uploads)).isNotEmpty());
    }

    await().untilAsserted(() -> assertThat(Folders.files(uploads)).isEmpty());
  }

  @Test
  void theDocumentTellsWhatToSendAndWhatComesBack() {
    given()
        .get("/openapi")
        .then()
        .statusCode(200)
        .body(
            allOf(
                containsString("/filter:"),
                containsString("multipart/form-data"),
                containsString("application/x-ndjson"),
                containsString("list of rules"),
                containsString("Gufo-Rejected")));
  }

  private static RequestSpecification form(String rules, String rows) {
    return given()
        .multiPart(file("rules", rules))
        .multiPart(file("rows", rows))
        .accept("application/json");
  }

  private static io.restassured.specification.MultiPartSpecification file(
      String name, String content) {
    return new MultiPartSpecBuilder(content.getBytes(StandardCharsets.UTF_8))
        .controlName(name)
        .fileName(name)
        .mimeType("application/octet-stream")
        .build();
  }

  /** A connection on which a form of so many bytes is about to be sent. */
  private Socket announce(int bytes) throws IOException {
    Socket socket = new Socket(address.getHost(), address.getPort());
    socket.setSoTimeout(60_000);
    String head =
        "POST /filter HTTP/1.1\r\nHost: test\r\nContent-Length: %d\r\n".formatted(bytes)
            + "Content-Type: multipart/form-data; boundary=B\r\n\r\n";
    socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
    return socket;
  }

  /** Sends good rows without holding them and without telling how many bytes they are. */
  private <T> HttpResponse<T> send(long rows, HttpResponse.BodyHandler<T> handler)
      throws IOException, InterruptedException {
    byte[] head = (part("rules") + RULES + "\r\n" + part("rows")).getBytes(StandardCharsets.UTF_8);
    byte[] row = LONG_ROW.getBytes(StandardCharsets.UTF_8);
    byte[] tail = "\r\n--B--\r\n".getBytes(StandardCharsets.UTF_8);
    List<InputStream> parts =
        List.of(
            new ByteArrayInputStream(head),
            new RepeatedInputStream(row, rows),
            new ByteArrayInputStream(tail));
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "multipart/form-data; boundary=B")
            .header("Accept", "application/x-ndjson")
            .version(HttpClient.Version.HTTP_1_1)
            .POST(
                HttpRequest.BodyPublishers.ofInputStream(
                    () -> new SequenceInputStream(Collections.enumeration(parts))))
            .build();
    return HttpClient.newHttpClient().send(request, handler);
  }

  private static String part(String name) {
    return "--B\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"f\"\r\n\r\n"
        .formatted(name);
  }
}
