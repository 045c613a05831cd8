package gufo.kit.jobs;

import gufo.kit.traces.Traces;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * All spans about jobs. Names are of closed sets, attributes are these and ids: nothing of a prompt
 * or a row.
 */
@ApplicationScoped
class JobTraces {

  private static final String OUTCOME = "gufo.outcome";

  private final Traces traces;
  private final Stage stage;

  JobTraces(Traces traces, Stage stage) {
    this.traces = traces;
    this.stage = stage;
  }

  /**
   * An attempt begins, on the trace of the experiment that waits longest and will be told {@code
   * computed}; the wishes of the others are linked.
   */
  Span attempt(Job job, List<Interest> waiting) {
    String wish = waiting.isEmpty() ? null : waiting.get(0).traceparent;
    SpanBuilder span = span("make ", job, wish).setAttribute("gufo.attempt", job.attempt);
    for (Interest interest : waiting) {
      if (interest == waiting.get(0)) {
        span.setAttribute(Traces.EXPERIMENT, interest.key.experimentId());
      } else {
        span.addLink(Traces.at(interest.traceparent));
      }
    }
    return span.startSpan();
  }

  /**
   * @param outcome as the metrics call it: made, needsmore, error, ...
   */
  static void ended(Span attempt, String outcome) {
    attempt.setAttribute(OUTCOME, outcome);
    attempt.end();
  }

  /** A moment on an experiment's trace, linked with the attempt that made what it shares. */
  String shared(Job job, Interest interest) {
    Span span =
        span("reuse ", job, interest.traceparent)
            .setAttribute(Traces.EXPERIMENT, interest.key.experimentId())
            .setAttribute(OUTCOME, "reused")
            .addLink(Traces.at(job.traceparent))
            .startSpan();
    span.end();
    return Traces.placeOf(span);
  }

  private SpanBuilder span(String verb, Job job, String wish) {
    return traces
        .after(wish, verb + job.kind)
        .setAttribute("gufo.stage", stage.name())
        .setAttribute("gufo.kind", job.kind)
        .setAttribute("gufo.recipe", job.id);
  }
}
