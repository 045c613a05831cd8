package gufo.filter;

import static org.assertj.core.api.Assertions.assertThat;

import gufo.kit.testing.GufoInfrastructure;
import gufo.kit.testing.HostileHttp;
import gufo.kit.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.Map;
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

  @TestHTTPResource("/")
  URI address;

  @Test
  void whateverIsAskedIsAnsweredInTimeAndInWords() {
    HostileHttp hostile =
        new HostileHttp(address, "ada.admin", Map.of("multipart/form-data; boundary=gufo", FORM));

    assertThat(hostile.open()).isEmpty();
    assertThat(hostile.problems(1, 400)).isEmpty();
  }
}
