package gufo.kit.jobs;

import gufo.contracts.event.ArtifactLost;
import gufo.contracts.event.ArtifactRestored;
import gufo.contracts.event.Origin;
import gufo.contracts.event.StageFailed;
import gufo.kit.facts.Outbox;
import gufo.kit.lifecycle.InTurn;
import gufo.kit.traces.Traces;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
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
   * The job is just made: computed for the first that waited, reused by the others and by all when
   * it was made before; those who had lost it hear that it is restored.
   *
   * @param attempt the place of its span, null when nothing is traced
   */
  Uni<Void> made(
      Mutiny.Session session, Job job, boolean again, List<Interest> waiting, String attempt) {
    job.traceparent = attempt;
    return InTurn.each(
        waiting,
        interest -> {
          String place = isOn(interest, attempt) ? attempt : traces.shared(job, interest);
          Origin origin = again || interest != waiting.get(0) ? Origin.REUSED : Origin.COMPUTED;
          return interest.origin != null
              ? restored(session, job, interest, place)
              : tell(session, job, interest, origin, place)
                  .flatMap(told -> restored(session, job, interest, place));
        });
  }

  private Uni<Void> restored(Mutiny.Session session, Job job, Interest interest, String place) {
    if (!interest.lost) {
      return Uni.createFrom().voidItem();
    }
    interest.lost = false;
    String sha256 = job.made().artifact().sha256();
    return outbox.add(
        session,
        new ArtifactRestored(interest.key.experimentId(), job.id, sha256, job.attempt),
        place);
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
    return InTurn.each(
        waiting,
        interest ->
            stage
                .request(interest.key.experimentId(), job.recipe(), inputs)
                .map(request -> outbox.add(session, request, place(interest, attempt)))
                .orElseGet(() -> Uni.createFrom().voidItem()));
  }

  /**
   * The job cannot read inputs.
   *
   * @param lost sha256 by recipe id
   */
  Uni<Void> lost(
      Mutiny.Session session,
      Job job,
      List<Interest> waiting,
      Map<String, String> lost,
      String attempt) {
    return InTurn.each(
        waiting,
        interest ->
            InTurn.each(
                List.copyOf(lost.entrySet()),
                input ->
                    outbox.add(
                        session,
                        new ArtifactLost(
                            interest.key.experimentId(),
                            input.getKey(),
                            input.getValue(),
                            job.id,
                            job.attempt),
                        place(interest, attempt))));
  }

  /** The job cannot be had. */
  Uni<Void> failed(
      Mutiny.Session session, Job job, List<Interest> waiting, String reason, String attempt) {
    return InTurn.each(
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
