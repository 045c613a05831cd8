package gufo.student;

import static org.assertj.core.api.Assertions.assertThat;

import gufo.kit.testing.GufoInfrastructure;
import gufo.kit.testing.HostileHttp;
import gufo.kit.testing.SpoiltFields;
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

  @TestHTTPResource("/")
  URI address;

  @Test
  void whateverIsAskedIsAnsweredInTimeAndInWords() {
    HostileHttp hostile = new HostileHttp(address, "ada.admin", Map.of());

    assertThat(hostile.open()).isEmpty();
    assertThat(hostile.problems(1, 400)).isEmpty();
  }

  @Test
  void aRefusalNamesTheFieldThatIsSpoilt() {
    assertThat(new SpoiltFields(address, "ada.admin", Map.of()).problems()).isEmpty();
  }
}
