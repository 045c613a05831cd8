package gufo.lab.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Takes spans in by OTLP over HTTP, as a collector does. A sender that missed an answer sends again
 * (OTLP 1.x, "Duplicate Data"): a span counts once, by its id.
 */
final class SpanCollector implements AutoCloseable {

  /** Services send what they have every five seconds. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpServer server;
  private final Map<String, Received> spansById = new ConcurrentHashMap<>();

  /** A span; ids in hexadecimal digits, {@code parent} empty for a root. */
  record Received(
      String service,
      String name,
      String trace,
      String id,
      String parent,
      List<String> links,
      Map<String, String> attributes) {}

  SpanCollector() throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext("/v1/traces", this::take);
    server.start();
  }

  /** What a service must be told to send its spans here. */
  Map<String, String> environment() {
    return Map.of(
        "OTEL_SDK_DISABLED", "false",
        "OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf",
        "OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + server.getAddress().getPort());
  }

  /**
   * What is known of an experiment is one tree from its submission to its end, through all five
   * services, with an attempt for each of {@code nodes}.
   */
  void awaitOneTrace(JsonNode experiment, int nodes) {
    await().atMost(PATIENCE).untilAsserted(() -> assertOneTrace(of(experiment), nodes));
  }

  private static void assertOneTrace(List<Received> spans, int nodes) {
    assertThat(spans)
        .filteredOn(span -> span.name().equals("process experiment-concluded.v1"))
        .hasSize(5);
    assertThat(spans).extracting(Received::trace).containsOnly(spans.get(0).trace());
    assertThat(named("make ", spans))
        .hasSizeGreaterThanOrEqualTo(nodes)
        .extracting(Received::service)
        .containsOnly(
            "gufo-teacher", "gufo-generator", "gufo-filter", "gufo-student", "gufo-evaluator");
    Set<String> ids = spans.stream().map(Received::id).collect(Collectors.toSet());
    assertThat(spans)
        .filteredOn(span -> !ids.contains(span.parent()))
        .singleElement()
        .satisfies(root -> assertThat(root.name()).isEqualTo("POST /experiments"))
        .satisfies(root -> assertThat(root.parent()).isEmpty());
  }

  /** All of {@code nodes} are linked with the attempts that made them for an earlier experiment. */
  void awaitReuses(JsonNode experiment, JsonNode earlier, int nodes) {
    Set<String> made =
        named("make ", of(earlier)).stream().map(Received::id).collect(Collectors.toSet());
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(named("reuse ", of(experiment)))
                    .hasSizeGreaterThanOrEqualTo(nodes)
                    .flatExtracting(Received::links)
                    .isSubsetOf(made));
  }

  private List<Received> of(JsonNode experiment) {
    String id = experiment.path("id").asText();
    return spansById.values().stream()
        .filter(span -> id.equals(span.attributes().get("gufo.experiment")))
        .toList();
  }

  private static List<Received> named(String verb, List<Received> spans) {
    return spans.stream().filter(span -> span.name().startsWith(verb)).toList();
  }

  private void take(HttpExchange exchange) throws IOException {
    ExportTraceServiceRequest request =
        ExportTraceServiceRequest.parseFrom(exchange.getRequestBody());
    for (ResourceSpans resource : request.getResourceSpansList()) {
      String service = texts(resource.getResource().getAttributesList()).get("service.name");
      resource.getScopeSpansList().stream()
          .flatMap(scope -> scope.getSpansList().stream())
          .map(span -> received(service, span))
          .forEach(span -> spansById.put(span.id(), span));
    }
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  private static Received received(String service, Span span) {
    return new Received(
        service,
        span.getName(),
        hex(span.getTraceId().toByteArray()),
        hex(span.getSpanId().toByteArray()),
        hex(span.getParentSpanId().toByteArray()),
        span.getLinksList().stream().map(link -> hex(link.getSpanId().toByteArray())).toList(),
        texts(span.getAttributesList()));
  }

  private static Map<String, String> texts(List<KeyValue> attributes) {
    return attributes.stream()
        .filter(attribute -> attribute.getValue().hasStringValue())
        .collect(
            Collectors.toMap(KeyValue::getKey, attribute -> attribute.getValue().getStringValue()));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
