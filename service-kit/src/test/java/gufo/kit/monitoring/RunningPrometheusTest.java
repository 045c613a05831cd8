package gufo.kit.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gufo.kit.testing.MetricsTable;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** By hand, against a Prometheus that scrapes a stack; docs/runbook.md says how. */
@EnabledIfSystemProperty(named = "gufo.prometheus", matches = "http.*")
class RunningPrometheusTest {

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void everyExpressionIsEvaluated() throws Exception {
    assertThat(Monitoring.expressions().values())
        .allSatisfy(
            expression ->
                assertThat(query(expression).get("status").asText()).isEqualTo("success"));
  }

  @Test
  void everyDocumentedSeriesOfAStackIsThere() throws Exception {
    assertThat(MetricsTable.metrics())
        .filteredOn(metric -> !metric.stages().contains("kubelet"))
        .flatExtracting(MetricsTable.Metric::series)
        .allSatisfy(series -> assertThat(query(series).at("/data/result")).isNotEmpty());
  }

  private JsonNode query(Object expression) throws IOException, InterruptedException {
    String query = URLEncoder.encode(expression.toString(), StandardCharsets.UTF_8);
    URI uri = URI.create(System.getProperty("gufo.prometheus") + "/api/v1/query?query=" + query);
    return new ObjectMapper()
        .readTree(
            http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body());
  }
}
