package gufo.kit.facts;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import gufo.contracts.event.Fact;
import gufo.contracts.event.Topic;
import gufo.contracts.id.Json;
import gufo.kit.traces.Traces;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * The one way in for facts: each takes effect once, in one transaction, however often it is
 * delivered. While the database is away the record waits; a record that cannot be read is refused
 * to its dead-letter topic.
 */
@ApplicationScoped
public class Inbox {

  private static final Logger LOG = Logger.getLogger(Inbox.class);

  /** An experiment's id is also the name of a folder. */
  private static final String ID = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";

  private final Mutiny.SessionFactory database;
  private final Clock clock;
  private final FactMetrics metrics;
  private final Traces traces;
  private final String application;

  Inbox(
      Mutiny.SessionFactory database,
      Clock clock,
      FactMetrics metrics,
      Traces traces,
      @ConfigProperty(name = "quarkus.application.name") String application) {
    this.database = database;
    this.clock = clock;
    this.metrics = metrics;
    this.traces = traces;
    this.application = application;
  }

  /** What a fact changes, within the given session's transaction. */
  @FunctionalInterface
  public interface Effect<F extends Fact> {
    Uni<Void> apply(Mutiny.Session session, F fact);
  }

  /** Takes one record of the topic of {@code type}. Completes when its effect is committed. */
  public <F extends Fact> Uni<Void> take(
      ConsumerRecord<String, byte[]> record, Class<F> type, Effect<F> effect) {
    String wireType = Topic.of(type).type();
    F fact;
    try {
      fact = read(record, type);
    } catch (IOException | RuntimeException e) {
      return Uni.createFrom().failure(unreadable(record, type, e));
    }
    return Traces.within(
        begin(record, fact),
        Uni.createFrom()
            .deferred(() -> once(fact, wireType, effect))
            .onFailure(Inbox::neverFits)
            .transform(failure -> refused(record, wireType, "its values do not fit"))
            .onFailure(failure -> !(failure instanceof PoisonRecord))
            .invoke(failure -> LOG.warnf("%s waits: %s", wireType, failure))
            .onFailure(failure -> !(failure instanceof PoisonRecord))
            .retry()
            .withBackOff(Duration.ofMillis(200), Duration.ofSeconds(10))
            .indefinitely());
  }

  /** Hears a record that nothing hangs on: one that cannot be read is counted and passed over. */
  public <F extends Fact> void hear(
      ConsumerRecord<String, byte[]> record, Class<F> type, Consumer<F> effect) {
    F fact;
    try {
      fact = read(record, type);
    } catch (IOException | RuntimeException e) {
      unreadable(record, type, e);
      return;
    }
    effect.accept(fact);
  }

  /** Says where it breaks and not what stands there, for a log is read by more people. */
  private PoisonRecord unreadable(
      ConsumerRecord<String, byte[]> record, Class<? extends Fact> type, Exception e) {
    String why = e.getMessage();
    if (e instanceof JsonProcessingException json) {
      JsonLocation at = json.getLocation();
      why =
          at == null
              ? "no such JSON"
              : "no such JSON, line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
    }
    return refused(record, Topic.of(type).type(), "not a " + type.getSimpleName() + ": " + why);
  }

  private PoisonRecord refused(
      ConsumerRecord<String, byte[]> record, String wireType, String reason) {
    metrics.refused(wireType);
    LOG.errorf("refused a record of %s at offset %d: %s", record.topic(), record.offset(), reason);
    return new PoisonRecord(reason);
  }

  /** Values that the database refuses, as a NUL or a key too long, it refuses tomorrow too. */
  private static boolean neverFits(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql
          && sql.getSQLState() != null
          && sql.getSQLState().matches("(22|54).*")) {
        return true;
      }
    }
    return false;
  }

  /** Named and described as OpenTelemetry wants a consumer of messages to be. */
  private Span begin(ConsumerRecord<String, byte[]> record, Fact fact) {
    Header header = record.headers().lastHeader(Traces.HEADER);
    String place =
        header == null || header.value() == null
            ? null
            : new String(header.value(), StandardCharsets.UTF_8);
    return traces
        .after(place, "process " + Topic.of(fact.getClass()).topicName())
        .setSpanKind(SpanKind.CONSUMER)
        .setAttribute("messaging.system", "kafka")
        .setAttribute("messaging.operation.type", "process")
        .setAttribute("messaging.destination.name", record.topic())
        .setAttribute("messaging.message.id", fact.eventId())
        .setAttribute(Traces.EXPERIMENT, fact.experimentId())
        .startSpan();
  }

  private <F extends Fact> Uni<Void> once(F fact, String wireType, Effect<F> effect) {
    return database.withTransaction(
        session ->
            StageLock.hold(session, application)
                .flatMap(held -> keep(session, fact.eventId(), wireType))
                .flatMap(
                    first -> {
                      metrics.received(wireType, first);
                      return first ? effect.apply(session, fact) : Uni.createFrom().voidItem();
                    }));
  }

  /** Whether the fact is here for the first time. */
  private Uni<Boolean> keep(Mutiny.Session session, String eventId, String wireType) {
    return session
        .createMutationQuery(
            "insert into InboxEntry (eventId, type, receivedAt) values (:id, :type, :now) on conflict do nothing")
        .setParameter("id", eventId)
        .setParameter("type", wireType)
        .setParameter("now", clock.instant())
        .executeUpdate()
        .map(kept -> kept > 0);
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
}
