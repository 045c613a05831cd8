package gufo.kit.jobs;

import gufo.contracts.event.ArtifactLost;
import gufo.contracts.event.ArtifactRestored;
import gufo.contracts.event.BaseMaterialised;
import gufo.contracts.event.ExperimentCancelled;
import gufo.contracts.event.ExperimentSubmitted;
import gufo.contracts.event.StageFailed;
import gufo.kit.facts.Inbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** The play stage's way in. */
@ApplicationScoped
class PlayFacts {

  private final Inbox inbox;
  private final Wishes wishes;
  private final Losses losses;

  PlayFacts(Inbox inbox, Wishes wishes, Losses losses) {
    this.inbox = inbox;
    this.wishes = wishes;
    this.losses = losses;
  }

  @Incoming("experiment-submitted")
  Uni<Void> experimentSubmitted(ConsumerRecord<String, byte[]> record) {
    return inbox.take(record, ExperimentSubmitted.class, wishes::submitted);
  }

  @Incoming("base-materialised")
  Uni<Void> baseMaterialised(ConsumerRecord<String, byte[]> record) {
    return inbox.take(record, BaseMaterialised.class, wishes::made);
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
}
