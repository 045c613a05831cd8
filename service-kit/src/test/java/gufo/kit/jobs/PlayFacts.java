package gufo.kit.jobs;

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

  PlayFacts(Inbox inbox, Wishes wishes) {
    this.inbox = inbox;
    this.wishes = wishes;
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

  @Incoming("experiment-cancelled")
  Uni<Void> experimentCancelled(ConsumerRecord<String, byte[]> record) {
    return inbox.take(record, ExperimentCancelled.class, wishes::cancelled);
  }
}
