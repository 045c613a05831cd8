package gufo.lab.pipeline;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** Takes spans in by OTLP over HTTP, as a collector does. */
final class SpanCollector implements AutoCloseable {

  private final HttpServer server;
  private final Queue<Received> spans = new ConcurrentLinkedQueue<>();

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

  List<Received> spans() {
    return List.copyOf(spans);
  }

  private void take(HttpExchange exchange) throws IOException {
    ExportTraceServiceRequest request =
        ExportTraceServiceRequest.parseFrom(exchange.getRequestBody());
    for (ResourceSpans resource : request.getResourceSpansList()) {
      String service = texts(resource.getResource().getAttributesList()).get("service.name");
      resource.getScopeSpansList().stream()
          .flatMap(scope -> scope.getSpansList().stream())
          .forEach(
              span ->
                  spans.add(
                      new Received(
                          service,
                          span.getName(),
                          hex(span.getTraceId().toByteArray()),
                          hex(span.getSpanId().toByteArray()),
                          hex(span.getParentSpanId().toByteArray()),
                          span.getLinksList().stream()
                              .map(link -> hex(link.getSpanId().toByteArray()))
                              .toList(),
                          texts(span.getAttributesList()))));
    }
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
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
