package gufo.kit.facts;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import gufo.contracts.event.Fact;
import gufo.contracts.id.Json;
import gufo.kit.traces.Traces;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.hibernate.reactive.mutiny.Mutiny;

/** A record that holds a fact, and what the fact changes here. */
public final class Arrival<F extends Fact> {

  /** An experiment's id is also the name of a folder. */
  private static final String ID = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";

  private final ConsumerRecord<String, byte[]> record;
  private final F fact;
  private final Inbox.Effect<F> effect;

  private Arrival(ConsumerRecord<String, byte[]> record, F fact, Inbox.Effect<F> effect) {
    this.record = record;
    this.fact = fact;
    this.effect = effect;
  }

  /**
   * @throws PoisonRecord when the record holds no such fact; says where it breaks and not what
   *     stands there, for a log is read by more people
   */
  public static <F extends Fact> Arrival<F> of(
      ConsumerRecord<String, byte[]> record, Class<F> type, Inbox.Effect<F> effect) {
    try {
      return new Arrival<>(record, read(record, type), effect);
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      throw unreadable(
          type,
          at == null
              ? "no such JSON"
              : "no such JSON, line %d, column %d".formatted(at.getLineNr(), at.getColumnNr()));
    } catch (IOException | RuntimeException e) {
      throw unreadable(type, e.getMessage());
    }
  }

  F fact() {
    return fact;
  }

  Uni<Void> takeEffect(Mutiny.Session session) {
    return effect.apply(session, fact);
  }

  String topic() {
    return record.topic();
  }

  /** Where its trace goes on from; null when nothing was traced. */
  String place() {
    Header header = record.headers().lastHeader(Traces.HEADER);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }

  private static <F extends Fact> F read(ConsumerRecord<String, byte[]> record, Class<F> type)
      throws IOException {
    F fact = record.value() == null ? null : Json.mapper().readValue(record.value(), type);
    if (fact == null || fact.experimentId() == null || !fact.experimentId().matches(ID)) {
      throw new IllegalArgumentException("it has no experimentId that could be one");
    }
    fact.eventId();
    return fact;
  }

  private static PoisonRecord unreadable(Class<? extends Fact> type, String why) {
    return new PoisonRecord("not a " + type.getSimpleName() + ": " + why);
  }
}
