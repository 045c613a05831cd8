package gufo.kit.traces;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Spans, and their places in a form that rows and records can hold: W3C's traceparent, null when
 * nothing is traced. With {@code quarkus.otel.sdk.disabled} no span is made, but a place that comes
 * in is passed on.
 */
@ApplicationScoped
public class Traces {

  /** The record header, as OpenTelemetry's instrumentations of Kafka write and read it. */
  public static final String HEADER = "traceparent";

  /** Which experiment a span is about. */
  public static final AttributeKey<String> EXPERIMENT = AttributeKey.stringKey("gufo.experiment");

  private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();

  private static final TextMapGetter<String> GETTER =
      new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(String traceparent) {
          return List.of(HEADER);
        }

        @Override
        public String get(String traceparent, String key) {
          return HEADER.equals(key) ? traceparent : null;
        }
      };

  private final Tracer tracer;

  Traces(
      OpenTelemetry telemetry,
      @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean disabled) {
    this.tracer = (disabled ? OpenTelemetry.noop() : telemetry).getTracer("gufo");
  }

  /** A span that goes on from a place; from none, it begins a trace. */
  public SpanBuilder after(String traceparent, String name) {
    return tracer.spanBuilder(name).setParent(context(traceparent));
  }

  /** The place of the span that this thread or Vert.x context is in. */
  public static String here() {
    return placeOf(Span.current());
  }

  public static String placeOf(Span span) {
    Map<String, String> carrier = new HashMap<>();
    W3C.inject(Context.root().with(span), carrier, Map::put);
    return carrier.get(HEADER);
  }

  /** What a link to a place holds; invalid, and then no link, for none. */
  public static SpanContext at(String traceparent) {
    return Span.fromContext(context(traceparent)).getSpanContext();
  }

  /** Whether both are places of one trace, or both none. */
  public static boolean sameTrace(String place, String other) {
    return at(place).getTraceId().equals(at(other).getTraceId());
  }

  /** Puts this thread or Vert.x context into a span, so that its log lines name the trace. */
  @SuppressWarnings("MustBeClosedChecker") // The caller closes it.
  public static Scope enter(Span span) {
    return span.getSpanContext().isValid() ? span.makeCurrent() : Scope.noop();
  }

  /** Does {@code work} in a span on the present Vert.x context; the span ends with it. */
  public static <T> Uni<T> within(Span span, Uni<T> work) {
    return Uni.createFrom()
        .deferred(
            () -> {
              Scope scope = enter(span);
              return work.onFailure()
                  .invoke(failure -> failed(span, failure))
                  .onTermination()
                  .invoke(
                      () -> {
                        scope.close();
                        span.end();
                      });
            });
  }

  /** Only the kind of failure: its message may quote a row. */
  public static void failed(Span span, Throwable failure) {
    span.setStatus(StatusCode.ERROR, failure.getClass().getName());
  }

  private static Context context(String traceparent) {
    return traceparent == null ? Context.root() : W3C.extract(Context.root(), traceparent, GETTER);
  }
}
