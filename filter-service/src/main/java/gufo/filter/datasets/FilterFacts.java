package gufo.filter.datasets;

import gufo.contracts.event.ArtifactLost;
import gufo.contracts.event.ArtifactRestored;
import gufo.contracts.event.DatasetFiltered;
import gufo.contracts.event.ExperimentCancelled;
import gufo.contracts.event.ExperimentConcluded;
import gufo.contracts.event.ExperimentSubmitted;
import gufo.contracts.event.RowsGenerated;
import gufo.contracts.event.StageFailed;
import gufo.kit.facts.Inbox;
import gufo.kit.jobs.Losses;
import gufo.kit.jobs.Wishes;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** The facts this stage takes in, each with its effect. */
@ApplicationScoped
class FilterFacts {

  private final Inbox inbox;
  private final Wishes wishes;
  private final Losses losses;

  FilterFacts(Inbox inbox, Wishes wishes, Losses losses) {
    this.inbox = inbox;
    this.wishes = wishes;
    this.losses = losses;
  }

  @Incoming("experiment-submitted")
  Uni<Void> experimentSubmitted(ConsumerRecord<String, byte[]> record) {
    return inbox.take(record, ExperimentSubmitted.class, wishes::submitted);
  }

  @Incoming("rows-generated")
  Uni<Void> rowsGenerated(ConsumerRecord<String, byte[]> record) {
    return inbox.take(record, RowsGenerated.class, wishes::made);
  }

  /** This stage's own: a data set made of others waits for them. */
  @Incoming("dataset-filtered")
  Uni<Void> datasetFiltered(ConsumerRecord<String, byte[]> record) {
    return inbox.take(record, DatasetFiltered.class, wishes::made);
  }

  @Incoming("stage-failed")
  Uni<Void> stageFailed(ConsumerRecord<String, byte[]> record) {
    return inbox.take(record, StageFailed.class, wishes::failed);
  }

  @Incoming("artifact-lost")
  Uni<Void> artifactLost(ConsumerRecord<String, byte[]> record) {
    return inbox.take(record, ArtifactLost.class, losses::lost);
  }

  @Incoming("artifact-restored")
  Uni<Void> artifactRestored(ConsumerRecord<String, byte[]> record) {
    return inbox.take(record, ArtifactRestored.class, losses::restored);
  }

  @Incoming("experiment-cancelled")
  Uni<Void> experimentCancelled(ConsumerRecord<String, byte[]> record) {
    return inbox.take(record, ExperimentCancelled.class, wishes::cancelled);
  }

  @Incoming("experiment-concluded")
  Uni<Void> experimentConcluded(ConsumerRecord<String, byte[]> record) {
    return inbox.take(record, ExperimentConcluded.class, wishes::concluded);
  }
}
