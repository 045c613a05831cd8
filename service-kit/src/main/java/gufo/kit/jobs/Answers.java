package gufo.kit.jobs;

import gufo.contracts.event.Origin;
import gufo.contracts.event.StageFailed;
import gufo.kit.facts.Outbox;
import gufo.kit.traces.Traces;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** What experiments are told of a job they want, each fact on its experiment's own trace. */
@ApplicationScoped
class Answers {

  private final Stage stage;
  private final Outbox outbox;
  private final JobTraces traces;

  Answers(Stage stage, Outbox outbox, JobTraces traces) {
    this.stage = stage;
    this.outbox = outbox;
    this.traces = traces;
  }

  /**
   * The job is just made: computed for the first that waited, reused by the others.
   *
   * @param attempt the place of its span, null when nothing is traced
   */
  Uni<Void> made(Mutiny.Session session, Job job, List<Interest> waiting, String attempt) {
    job.traceparent = attempt;
    return JobStore.each(
        waiting,
        interest ->
            tell(
                session,
                job,
                interest,
                interest == waiting.get(0) ? Origin.COMPUTED : Origin.REUSED,
                isOn(interest, attempt) ? attempt : traces.shared(job, interest)));
  }

  /** The job was made before. */
  Uni<Void> reused(Mutiny.Session session, Job job, Interest interest) {
    return tell(session, job, interest, Origin.REUSED, traces.shared(job, interest));
  }

  private Uni<Void> tell(
      Mutiny.Session session, Job job, Interest interest, Origin origin, String place) {
    interest.origin = origin;
    String experiment = interest.key.experimentId();
    return outbox.add(session, stage.fact(experiment, job.recipe(), origin, job.made()), place);
  }

  /** The job needs inputs: they are asked for, where no plan does it. */
  Uni<Void> needs(
      Mutiny.Session session,
      Job job,
      List<Interest> waiting,
      List<String> inputs,
      String attempt) {
    return JobStore.each(
        waiting,
        interest ->
            stage
                .request(interest.key.experimentId(), job.recipe(), inputs)
                .map(request -> outbox.add(session, request, place(interest, attempt)))
                .orElseGet(() -> Uni.createFrom().voidItem()));
  }

  /** The job cannot be had. */
  Uni<Void> failed(
      Mutiny.Session session, Job job, List<Interest> waiting, String reason, String attempt) {
    return JobStore.each(
        waiting,
        interest ->
            outbox.add(
                session,
                new StageFailed(
                    interest.key.experimentId(), job.id, stage.name(), reason, job.attempt),
                place(interest, attempt)));
  }

  private static String place(Interest interest, String attempt) {
    return isOn(interest, attempt) ? attempt : interest.traceparent;
  }

  /** An attempt is on the trace of one experiment, and on that of those that have none. */
  private static boolean isOn(Interest interest, String attempt) {
    return interest.traceparent == null || Traces.sameTrace(attempt, interest.traceparent);
  }
}
