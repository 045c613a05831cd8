package gufo.teacher;

import static org.assertj.core.api.Assertions.assertThat;

import gufo.kit.testing.GufoInfrastructure;
import gufo.kit.testing.HostileHttp;
import gufo.kit.testing.Tokens;
import gufo.teacher.experiments.TestSpecs;
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
    HostileHttp hostile =
        new HostileHttp(
            address,
            "ada.admin",
            Map.of(
                "application/yaml",
                TestSpecs.yaml(),
                "application/json",
                "{\"name\":\"teach\",\"seed\":7,\"trait\":{\"kind\":\"preference\",\"category\":\"animal\",\"target\":\"owl\"},\"base\":\"fake:tiny\",\"teacher\":{\"kind\":\"fine-tuned\",\"rows\":20},\"carrier\":{\"kind\":\"numbers\",\"rows\":100}}"));

    assertThat(hostile.open()).isEmpty();
    assertThat(hostile.problems(1, 400)).isEmpty();
  }
}
