package gufo.kit.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gufo.kit.testing.MetricsTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** By hand, against {@code gufo up --observe} during an experiment; docs/runbook.md says how. */
@EnabledIfSystemProperty(named = "gufo.prometheus", matches = "http.*")
class RunningPrometheusTest {

  /** What must be taken off an expression before it has an answer. */
  private enum Answer {
    AS_IT_IS,
    WITHOUT_THRESHOLD,
    WITH_ANY_LABELS,
    NOT_OF_A_STACK,
    NONE
  }

  private static final Set<String> OF_THE_CLUSTER =
      MetricsTable.metrics().stream()
          .filter(MetricsTable.Metric::ofTheCluster)
          .flatMap(metric -> metric.series().stream())
          .collect(Collectors.toSet());

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void everyExpressionHasAnAnswerOrWhatItFiltersHas() throws IOException {
    Map<String, Answer> answers = new LinkedHashMap<>();

    Monitoring.expressions().forEach((place, asked) -> answers.put(place, answer(asked)));

    answers.forEach((place, answer) -> System.out.printf("%-18s %s%n", answer, place));
    assertThat(answers).doesNotContainValue(Answer.NONE);
  }

  @Test
  void everyDocumentedSeriesOfAStackIsThere() {
    assertThat(MetricsTable.metrics())
        .filteredOn(metric -> !metric.ofTheCluster())
        .flatExtracting(MetricsTable.Metric::series)
        .allSatisfy(series -> assertThat(hasData(series)).isTrue());
  }

  @Test
  void theAlertRulesAreLoadedAndNoneFails() throws IOException {
    JsonNode groups = get("/api/v1/rules?type=alert").at("/data/groups");

    assertThat(groups.findValuesAsText("health")).isNotEmpty().containsOnly("ok");
    assertThat(groups.findParents("health")).hasSameSizeAs(Monitoring.alerts());
  }

  private Answer answer(String expression) {
    if (hasData(expression)) {
      return Answer.AS_IT_IS;
    }
    if (OF_THE_CLUSTER.containsAll(Monitoring.series(expression))) {
      return Answer.NOT_OF_A_STACK;
    }
    if (all(expression, Function.identity())) {
      return Answer.WITHOUT_THRESHOLD;
    }
    return all(expression, Monitoring::anyLabels) ? Answer.WITH_ANY_LABELS : Answer.NONE;
  }

  private boolean all(String expression, Function<String, String> change) {
    return Monitoring.operands(expression).stream().map(change).allMatch(this::hasData);
  }

  /** Also that Prometheus can evaluate it. */
  private boolean hasData(String expression) {
    JsonNode answer =
        get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
    assertThat(answer.path("status").asText()).as(expression).isEqualTo("success");
    return !answer.at("/data/result").isEmpty();
  }

  private JsonNode get(String path) {
    URI uri = URI.create(System.getProperty("gufo.prometheus") + path);
    try {
      return new ObjectMapper()
          .readTree(
              http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                  .body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
