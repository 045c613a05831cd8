package gufo.teacher.experiments;

import gufo.contracts.event.ExperimentConcluded;
import gufo.kit.facts.Inbox;
import gufo.kit.jobs.Wishes;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Writes the ending into the submission and lets go of what this stage still had to do for it. */
@ApplicationScoped
class ExperimentConcludedHandler {

  private final Inbox inbox;
  private final Wishes wishes;
  private final Experiments experiments;

  ExperimentConcludedHandler(Inbox inbox, Wishes wishes, Experiments experiments) {
    this.inbox = inbox;
    this.wishes = wishes;
    this.experiments = experiments;
  }

  @Incoming("experiment-concluded")
  Uni<Void> experimentConcluded(ConsumerRecord<String, byte[]> record) {
    return inbox.take(
        record,
        ExperimentConcluded.class,
        (session, fact) ->
            wishes
                .concluded(session, fact)
                .flatMap(closed -> experiments.concluded(session, fact)));
  }
}
