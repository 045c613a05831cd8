package gufo.kit.facts;

import gufo.contracts.event.Topic;
import gufo.kit.KitConfig;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;

/**
 * The one consumer of a stage: takes records of all its topics in, one after the other, for the
 * stage's lock would let no two in at once. What is refused goes to its own topic's dead letters.
 */
@ApplicationScoped
class Intake {

  private final Inbox inbox;
  private final Effects effects;
  private final String prefix;
  private final List<String> configured;
  private final Map<String, Topic> topics;

  Intake(
      Inbox inbox,
      Effects effects,
      KitConfig config,
      @ConfigProperty(name = "mp.messaging.incoming.intake.topics") List<String> configured) {
    this.inbox = inbox;
    this.effects = effects;
    this.prefix = config.topicPrefix().orElse("");
    this.configured = configured;
    this.topics =
        Arrays.stream(Topic.values())
            .collect(Collectors.toMap(topic -> prefix + topic.topicName(), Function.identity()));
  }

  void start(@Observes StartupEvent event) {
    effects.requireTopics(prefix, configured);
  }

  @Incoming("intake")
  @Acknowledgment(Acknowledgment.Strategy.MANUAL)
  Uni<Void> take(Message<byte[]> message) {
    ConsumerRecord<String, byte[]> record = record(message);
    Topic topic = topics.get(record.topic());
    return effects
        .take(inbox, topic, record)
        .onItemOrFailure()
        .transformToUni(
            (taken, refusal) ->
                Uni.createFrom()
                    .completionStage(
                        refusal == null
                            ? message.ack()
                            : message.nack(refusal, deadLettersOf(topic))));
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
