package gufo.evaluator.results;

import gufo.contracts.event.ArtifactMade;
import gufo.contracts.event.BaseMaterialised;
import gufo.contracts.event.DatasetFiltered;
import gufo.contracts.event.ExperimentCancelled;
import gufo.contracts.event.ExperimentSubmitted;
import gufo.contracts.event.ModelEvaluated;
import gufo.contracts.event.StageFailed;
import gufo.contracts.event.StageProgressed;
import gufo.contracts.event.StudentTrained;
import gufo.contracts.event.TeacherPrepared;
import gufo.kit.facts.Effects;
import gufo.kit.facts.Inbox;
import gufo.kit.jobs.JobEffects;
import gufo.kit.jobs.Losses;
import gufo.kit.jobs.Wishes;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
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
  private final Ledger ledger;
  private final Progress progress;

  EvaluatorFacts(Inbox inbox, Wishes wishes, Ledger ledger, Progress progress) {
    this.inbox = inbox;
    this.wishes = wishes;
    this.ledger = ledger;
    this.progress = progress;
  }

  @Produces
  @Singleton
  Effects effects(Losses losses) {
    return JobEffects.of(wishes, losses)
        .on(ExperimentSubmitted.class, this::submitted)
        .on(BaseMaterialised.class, this::made)
        .on(TeacherPrepared.class, this::made)
        .on(DatasetFiltered.class, this::made)
        .on(StudentTrained.class, this::made)
        .on(ModelEvaluated.class, ledger::made)
        .on(StageFailed.class, this::failed)
        .on(ExperimentCancelled.class, this::cancelled);
  }

  /** Lossy by nature: a record that cannot be read is passed over. */
  @Incoming("stage-progressed")
  void stageProgressed(ConsumerRecord<String, byte[]> record) {
    inbox.hear(record, StageProgressed.class, progress::heard);
  }

  /** The cancellation may have come first. */
  private Uni<Void> submitted(Mutiny.Session session, ExperimentSubmitted fact) {
    return ledger
        .submitted(session, fact)
        .flatMap(known -> wishes.submitted(session, fact))
        .flatMap(wanted -> wishes.closed(session, fact.experimentId()))
        .flatMap(
            closed ->
                closed
                    ? ledger.cancelled(session, fact.experimentId())
                    : Uni.createFrom().voidItem());
  }

  private Uni<Void> made(Mutiny.Session session, ArtifactMade fact) {
    return wishes.made(session, fact).flatMap(known -> ledger.made(session, fact));
  }

  private Uni<Void> failed(Mutiny.Session session, StageFailed fact) {
    return wishes.failed(session, fact).flatMap(dropped -> ledger.failed(session, fact));
  }

  private Uni<Void> cancelled(Mutiny.Session session, ExperimentCancelled fact) {
    return wishes
        .cancelled(session, fact)
        .flatMap(closed -> ledger.cancelled(session, fact.experimentId()));
  }
}
