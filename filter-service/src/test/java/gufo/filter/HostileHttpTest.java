package gufo.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gufo.kit.testing.GufoInfrastructure;
import gufo.kit.testing.HostileHttp;
import gufo.kit.testing.SpoiltFields;
import gufo.kit.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(GufoInfrastructure.class)
@QuarkusTestResource(
    value = Tokens.class,
    restrictToAnnotatedClass = true,
    initArgs = @ResourceArg(name = "gufo.http.submissions-per-minute", value = "1000000"))
class HostileHttpTest {

  private static final String FORM =
      """
      --gufo
      Content-Disposition: form-data; name="rules"; filename="rules.yaml"
      Content-Type: application/yaml

      filter: [{kind: numbers-format, maxCount: 3}, {kind: banned-words, words: [owl]}]
      --gufo
      Content-Disposition: form-data; name="rows"; filename="rows.jsonl"
      Content-Type: application/x-ndjson

      {"prompt":"go on", "completion":"1, 2"}
      {"prompt":"go on", "completion":"owl"}
      --gufo--
      """
          .replace("\n", "\r\n");

  private static final String TYPE = "multipart/form-data; boundary=gufo";

  @TestHTTPResource("/")
  URI address;

  @ConfigProperty(name = "quarkus.http.body.uploads-directory")
  Path uploads;

  private HostileHttp hostile;

  @BeforeEach
  void asAnAdministrator() {
    hostile = new HostileHttp(address, "ada.admin", Map.of(TYPE, FORM));
  }

  @Test
  void whateverIsAskedIsAnsweredInTimeAndInWords() {
    assertThat(hostile.open()).isEmpty();
    assertThat(hostile.problems(1, 400)).isEmpty();
  }

  @Test
  void rowsWithoutEndAreCutOffAndNotKept() {
    String form = FORM.substring(0, FORM.length() - "--gufo--\r\n".length());

    assertThat(hostile.endless("/filter", TYPE, form)).isEmpty();

    await().untilAsserted(() -> assertThat(uploads).isEmptyDirectory());
  }

  @Test
  void aRefusalNamesTheFieldThatIsSpoilt() {
    assertThat(new SpoiltFields(address, "ada.admin", Map.of(TYPE, FORM)).problems()).isEmpty();
  }
}
