package gufo.kit.facts;

import com.fasterxml.jackson.core.JsonProcessingException;
import gufo.contracts.event.Fact;
import gufo.contracts.event.Topic;
import gufo.contracts.id.Json;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.io.UncheckedIOException;
import java.time.Instant;

/** A fact that is true (its transaction committed) but not yet published. */
@Entity
@Table(name = "outbox")
class OutboxEntry {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  Long id;

  String topic;

  @Column(name = "event_key")
  String key;

  @Column(name = "event_id")
  String eventId;

  String type;
  String subject;
  String payload;

  /** Where the trace goes on; null when nothing is traced. */
  String traceparent;

  @Column(name = "created_at")
  Instant createdAt;

  protected OutboxEntry() {}

  OutboxEntry(Fact fact, String traceparent, Instant now) {
    Topic of = Topic.of(fact.getClass());
    topic = of.topicName();
    type = of.type();
    key = fact.key();
    eventId = fact.eventId();
    subject = fact.experimentId();
    this.traceparent = traceparent;
    createdAt = now;
    try {
      payload = Json.mapper().writeValueAsString(fact);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
