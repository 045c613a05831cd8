package gufo.evaluator.results;

import gufo.contracts.event.ArtifactMade;
import gufo.contracts.event.ArtifactRestored;
import gufo.contracts.event.BaseMaterialised;
import gufo.contracts.event.DatasetFiltered;
import gufo.contracts.event.ExperimentCancelled;
import gufo.contracts.event.ExperimentConcluded;
import gufo.contracts.event.ExperimentSubmitted;
import gufo.contracts.event.ModelEvaluated;
import gufo.contracts.event.StageFailed;
import gufo.contracts.event.StageProgressed;
import gufo.contracts.event.StudentTrained;
import gufo.contracts.event.TeacherPrepared;
import gufo.contracts.id.Json;
import gufo.kit.facts.Inbox;
import gufo.kit.jobs.Losses;
import gufo.kit.jobs.Wishes;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The facts this stage takes in: each feeds its own jobs and the ledger of what every experiment
 * has.
 */
@ApplicationScoped
class EvaluatorFacts {

  private final Inbox inbox;
  private final Wishes wishes;
  private final Losses losses;
  private final Ledger ledger;
  private final Progress progress;

  EvaluatorFacts(Inbox inbox, Wishes wishes, Losses losses, Ledger ledger, Progress progress) {
    this.inbox = inbox;
    this.wishes = wishes;
    this.losses = losses;
    this.ledger = ledger;
    this.progress = progress;
  }

  /** The cancellation may have come first. */
  @Incoming("experiment-submitted")
  Uni<Void> experimentSubmitted(ConsumerRecord<String, byte[]> record) {
    return inbox.take(
        record,
        ExperimentSubmitted.class,
        (session, fact) ->
            ledger
                .submitted(session, fact)
                .flatMap(known -> wishes.submitted(session, fact))
                .flatMap(wanted -> wishes.closed(session, fact.experimentId()))
                .flatMap(
                    closed ->
                        closed
                            ? ledger.cancelled(session, fact.experimentId())
                            : Uni.createFrom().voidItem()));
  }

  @Incoming("base-materialised")
  Uni<Void> baseMaterialised(ConsumerRecord<String, byte[]> record) {
    return inbox.take(record, BaseMaterialised.class, this::made);
  }

  @Incoming("teacher-prepared")
  Uni<Void> teacherPrepared(ConsumerRecord<String, byte[]> record) {
    return inbox.take(record, TeacherPrepared.class, this::made);
  }

  @Incoming("dataset-filtered")
  Uni<Void> datasetFiltered(ConsumerRecord<String, byte[]> record) {
    return inbox.take(record, DatasetFiltered.class, this::made);
  }

  @Incoming("student-trained")
  Uni<Void> studentTrained(ConsumerRecord<String, byte[]> record) {
    return inbox.take(record, StudentTrained.class, this::made);
  }

  @Incoming("model-evaluated")
  Uni<Void> modelEvaluated(ConsumerRecord<String, byte[]> record) {
    return inbox.take(record, ModelEvaluated.class, ledger::made);
  }

  @Incoming("stage-failed")
  Uni<Void> stageFailed(ConsumerRecord<String, byte[]> record) {
    return inbox.take(
        record,
        StageFailed.class,
        (session, fact) ->
            wishes.failed(session, fact).flatMap(dropped -> ledger.failed(session, fact)));
  }

  @Incoming("artifact-restored")
  Uni<Void> artifactRestored(ConsumerRecord<String, byte[]> record) {
    return inbox.take(record, ArtifactRestored.class, losses::restored);
  }

  @Incoming("experiment-cancelled")
  Uni<Void> experimentCancelled(ConsumerRecord<String, byte[]> record) {
    return inbox.take(
        record,
        ExperimentCancelled.class,
        (session, fact) ->
            wishes
                .cancelled(session, fact)
                .flatMap(closed -> ledger.cancelled(session, fact.experimentId())));
  }

  @Incoming("experiment-concluded")
  Uni<Void> experimentConcluded(ConsumerRecord<String, byte[]> record) {
    return inbox.take(record, ExperimentConcluded.class, wishes::concluded);
  }

  /** Lossy by nature: a record that cannot be read is passed over. */
  @Incoming("stage-progressed")
  void stageProgressed(byte[] payload) throws IOException {
    progress.heard(Json.mapper().readValue(payload, StageProgressed.class));
  }

  private Uni<Void> made(Mutiny.Session session, ArtifactMade fact) {
    return wishes.made(session, fact).flatMap(known -> ledger.made(session, fact));
  }
}
