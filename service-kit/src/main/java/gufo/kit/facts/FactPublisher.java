package gufo.kit.facts;

import gufo.contracts.event.StageProgressed;
import gufo.contracts.event.Topic;
import gufo.contracts.id.Json;
import gufo.kit.KitConfig;
import gufo.kit.traces.Traces;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Sends facts to their topics with CloudEvents 1.0 binary headers (Kafka protocol binding). */
@ApplicationScoped
public class FactPublisher {

  private final MutinyEmitter<byte[]> emitter;
  private final String prefix;
  private final String source;

  FactPublisher(
      @Channel("facts") MutinyEmitter<byte[]> emitter,
      KitConfig config,
      @ConfigProperty(name = "quarkus.application.name") String application) {
    this.emitter = emitter;
    this.prefix = config.topicPrefix().orElse("");
    this.source = "/" + application;
  }

  /** Completes when the broker has acknowledged. */
  Uni<Void> send(OutboxEntry entry) {
    Headers headers = headers(entry.eventId, entry.type, entry.subject);
    if (entry.traceparent != null) {
      add(headers, Traces.HEADER, entry.traceparent);
    }
    return send(entry.topic, entry.key, headers, entry.payload.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends progress past the outbox: it may be lost, and nothing hangs on it. */
  public Uni<Void> send(StageProgressed progress) {
    Topic topic = Topic.STAGE_PROGRESSED;
    try {
      byte[] payload = Json.mapper().writeValueAsBytes(progress);
      return send(
          topic.topicName(),
          progress.key(),
          headers(progress.eventId(), topic.type(), progress.experimentId()),
          payload);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Uni<Void> send(String topic, String key, Headers headers, byte[] payload) {
    OutgoingKafkaRecordMetadata<String> metadata =
        OutgoingKafkaRecordMetadata.<String>builder()
            .withTopic(prefix + topic)
            .withKey(key)
            .withHeaders(headers)
            .build();
    return emitter.sendMessage(Message.of(payload).addMetadata(metadata));
  }

  private Headers headers(String id, String type, String subject) {
    Headers headers = new RecordHeaders();
    add(headers, "ce_specversion", "1.0");
    add(headers, "ce_id", id);
    add(headers, "ce_source", source);
    add(headers, "ce_type", type);
    add(headers, "ce_subject", subject);
    add(headers, "content-type", "application/json");
    return headers;
  }

  private static void add(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
