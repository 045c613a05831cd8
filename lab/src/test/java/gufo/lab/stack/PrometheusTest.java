package gufo.lab.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import gufo.contracts.id.Json;
import gufo.lab.home.Checkout;
import gufo.lab.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrometheusTest {

  private static final List<Integer> PORTS = List.of(1, 2, 3, 4, 5);

  @TempDir Path folder;
  private final Checkout checkout = new Checkout(Path.of(System.getProperty("gufo.build.root")));

  @Test
  void aProgramThatIsNotThereIsRefusedWithWhatIsAccepted() {
    Path nowhere = folder.resolve("prometheus");

    assertThatThrownBy(() -> Prometheus.of(nowhere))
        .isInstanceOf(StackFailed.class)
        .hasMessageContaining("--prometheus is '" + nowhere + "'")
        .hasMessageContaining("executable");
  }

  @Test
  void everyStageIsScrapedAsApiAndCountedAsRunner() {
    JsonNode jobs =
        Json.mapper().valueToTree(Prometheus.configuration(PORTS)).path("scrape_configs");

    assertThat(jobs).hasSize(2);
    for (JsonNode job : jobs) {
      assertThat(job.path("metrics_path").asText()).isEqualTo("/q/metrics");
      assertThat(job.path("static_configs").findValuesAsText("stage")).isEqualTo(Stage.words());
    }
    assertThat(jobs.get(0).at("/static_configs/3/targets/0").asText()).isEqualTo("127.0.0.1:4");
    assertThat(jobs.get(0).path("metric_relabel_configs")).isEmpty();
    assertThat(jobs.get(1).at("/static_configs/3/labels/role").asText()).isEqualTo("runner");
    assertThat(jobs.get(1).at("/metric_relabel_configs/0/action").asText()).isEqualTo("drop");
  }

  @Test
  void itIsGivenTheRulesAndEndsWhenItIsTold() throws Exception {
    Home home = new Home(folder.resolve("home"));
    home.create();
    Path script =
        Files.writeString(
            folder.resolve("prometheus"), "#!/bin/sh\necho $$ \"$@\"\nexec sleep 600\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    Supervisor supervisor = new Supervisor(Clock.systemUTC(), () -> {});

    supervisor.start(Prometheus.of(script).child(checkout, home, PORTS, 9));

    Path log = home.log("prometheus");
    await().until(() -> Files.exists(log) && Files.readString(log).endsWith("\n"));
    String said = Files.readString(log);
    assertThat(said)
        .contains("--web.listen-address=127.0.0.1:9\n", "--config.file=" + home.observations());
    assertThat(rules(home)).isNotEmpty().isEqualTo(shipped());
    assertThat(supervisor.stop(Duration.ofSeconds(10))).isTrue();
    long pid = Long.parseLong(said.substring(0, said.indexOf(' ')));
    await().until(() -> !gufo.embedded.Lifeline.isAlive(pid));
  }

  private static List<String> rules(Home home) throws IOException {
    return Json.mapper()
        .readTree(home.observations().resolve("rules.yml").toFile())
        .findValuesAsText("alert");
  }

  private List<String> shipped() throws IOException {
    return new YAMLMapper().readTree(checkout.alertRules().toFile()).findValuesAsText("alert");
  }
}
