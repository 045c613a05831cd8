package gufo.kit.jobs;

import gufo.contracts.plan.Recipe;
import gufo.kit.traces.Traces;
import io.opentelemetry.api.trace.Span;
import java.util.List;

/**
 * A job a runner holds. Owner and attempt fence it: whoever claims the job later has a higher
 * attempt.
 *
 * @param former what an earlier attempt made and someone could not read; null for a first making
 * @param interests the experiments that wait, for progress
 * @param takenOver whether another runner had it and its lease ran out
 * @param another whether another job may be claimed
 * @param span of this attempt
 */
record Claim(
    String jobId,
    String owner,
    long attempt,
    Recipe recipe,
    Inputs inputs,
    Outcome.Made former,
    List<String> interests,
    boolean takenOver,
    boolean another,
    Span span) {

  /** Where traces go on from this attempt; null when nothing is traced. */
  String place() {
    return Traces.placeOf(span);
  }
}
