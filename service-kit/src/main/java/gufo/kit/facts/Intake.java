package gufo.kit.facts;

import gufo.contracts.event.Topic;
import gufo.kit.KitConfig;
import gufo.kit.lifecycle.InTurn;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.jboss.logging.Logger;

/**
 * The one consumer of a stage, of all its topics. Records that come while others are taken in are
 * taken in together next, for the stage's lock would let no two transactions in at once. What is
 * refused goes to its own topic's dead letters.
 */
@ApplicationScoped
class Intake {

  private static final Logger LOG = Logger.getLogger(Intake.class);

  /** How many facts one transaction takes in at most. */
  private static final int MOST_WAITING = 50;

  private final Inbox inbox;
  private final Effects effects;
  private final Sequel sequel;
  private final String prefix;
  private final List<String> configured;
  private final Map<String, Topic> topics;
  private List<Message<byte[]>> waiting = new ArrayList<>();
  private boolean busy;

  /** Completes when those that wait are taken in. */
  private CompletableFuture<Void> room = new CompletableFuture<>();

  Intake(
      Inbox inbox,
      Effects effects,
      Sequel sequel,
      KitConfig config,
      @ConfigProperty(name = "mp.messaging.incoming.intake.topics") List<String> configured) {
    this.inbox = inbox;
    this.effects = effects;
    this.sequel = sequel;
    this.prefix = config.topicPrefix().orElse("");
    this.configured = configured;
    this.topics =
        Arrays.stream(Topic.values())
            .collect(Collectors.toMap(topic -> prefix + topic.topicName(), Function.identity()));
  }

  void start(@Observes StartupEvent event) {
    effects.requireTopics(prefix, configured);
  }

  /** Goes on with the next record at once, unless too many wait. */
  @Incoming("intake")
  @Acknowledgment(Acknowledgment.Strategy.MANUAL)
  synchronized Uni<Void> arrived(Message<byte[]> message) {
    waiting.add(message);
    if (!busy) {
      takeInAllThatWait();
    }
    return waiting.size() < MOST_WAITING
        ? Uni.createFrom().voidItem()
        : Uni.createFrom().completionStage(room);
  }

  private synchronized void takeInAllThatWait() {
    busy = !waiting.isEmpty();
    if (!busy) {
      return;
    }
    List<Message<byte[]>> all = waiting;
    waiting = new ArrayList<>();
    room.complete(null);
    room = new CompletableFuture<>();
    take(all)
        .onFailure()
        .invoke(failure -> LOG.errorf(failure, "%d records are not acknowledged", all.size()))
        .onTermination()
        .invoke(this::takeInAllThatWait)
        .subscribe()
        .with(taken -> {}, failure -> {});
  }

  private Uni<Void> take(List<Message<byte[]>> messages) {
    Map<Arrival<?>, Message<byte[]>> readable = new LinkedHashMap<>();
    Map<Message<byte[]>, PoisonRecord> refused = new HashMap<>();
    for (Message<byte[]> message : messages) {
      try {
        readable.put(effects.arrival(topicOf(message), record(message)), message);
      } catch (PoisonRecord poison) {
        refused.put(message, poison);
      }
    }
    return inbox
        .take(List.copyOf(readable.keySet()), sequel)
        .invoke(unfit -> unfit.forEach((arrival, why) -> refused.put(readable.get(arrival), why)))
        .flatMap(taken -> InTurn.each(messages, message -> end(message, refused.get(message))));
  }

  private Uni<Void> end(Message<byte[]> message, PoisonRecord refusal) {
    return Uni.createFrom()
        .completionStage(
            () -> {
              if (refusal == null) {
                return message.ack();
              }
              inbox.refused(record(message), topicOf(message), refusal);
              return message.nack(refusal, deadLettersOf(topicOf(message)));
            });
  }

  private Topic topicOf(Message<byte[]> message) {
    return topics.get(record(message).topic());
  }

  @SuppressWarnings("unchecked")
  private static ConsumerRecord<String, byte[]> record(Message<byte[]> message) {
    return message.getMetadata(IncomingKafkaRecordMetadata.class).orElseThrow().getRecord();
  }

  private Metadata deadLettersOf(Topic topic) {
    return Metadata.of(
        OutgoingKafkaRecordMetadata.builder().withTopic(prefix + topic.deadLetterName()).build());
  }
}
