package gufo.kit.facts;

import gufo.contracts.event.Fact;
import gufo.contracts.event.Topic;
import gufo.kit.lifecycle.InTurn;
import gufo.kit.traces.Traces;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * The one way in for facts: each takes effect once, within a transaction, however often it is
 * delivered. While the database is away the record waits; a record that cannot be read is refused
 * to its dead-letter topic.
 */
@ApplicationScoped
public class Inbox {

  private static final Logger LOG = Logger.getLogger(Inbox.class);

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

  /**
   * Takes facts in, in one transaction. If it fails, each is taken in on its own and without a
   * sequel, so that one that never fits keeps no other out.
   *
   * @return those refused and why, once all others are committed
   */
  public Uni<Map<Arrival<?>, PoisonRecord>> take(List<Arrival<?>> arrivals, Sequel sequel) {
    return inOneTransaction(arrivals, sequel)
        .<Map<Arrival<?>, PoisonRecord>>map(taken -> Map.of())
        .onFailure()
        .invoke(
            failure -> LOG.infof("%d facts are taken in one by one: %s", arrivals.size(), failure))
        .onFailure()
        .recoverWithUni(alone(arrivals));
  }

  private Uni<Map<Arrival<?>, PoisonRecord>> alone(List<Arrival<?>> arrivals) {
    return Uni.createFrom()
        .deferred(
            () -> {
              Map<Arrival<?>, PoisonRecord> refused = new HashMap<>();
              return InTurn.each(
                      arrivals,
                      arrival ->
                          alone(arrival)
                              .onFailure(PoisonRecord.class)
                              .recoverWithUni(
                                  poison -> {
                                    refused.put(arrival, (PoisonRecord) poison);
                                    return Uni.createFrom().voidItem();
                                  }))
                  .replaceWith(refused);
            });
  }

  private Uni<Void> alone(Arrival<?> arrival) {
    return inOneTransaction(List.of(arrival), Sequel.NONE)
        .onFailure(Inbox::neverFits)
        .transform(failure -> new PoisonRecord("its values do not fit"))
        .onFailure(failure -> !(failure instanceof PoisonRecord))
        .invoke(failure -> LOG.warnf("%s waits: %s", typeOf(arrival), failure))
        .onFailure(failure -> !(failure instanceof PoisonRecord))
        .retry()
        .withBackOff(Duration.ofMillis(200), Duration.ofSeconds(10))
        .indefinitely();
  }

  /** Hears a record that nothing hangs on: one that cannot be read is counted and passed over. */
  public <F extends Fact> void hear(
      ConsumerRecord<String, byte[]> record, Class<F> type, Consumer<F> effect) {
    try {
      effect.accept(
          Arrival.of(record, type, (session, fact) -> Uni.createFrom().voidItem()).fact());
    } catch (PoisonRecord poison) {
      refused(record, Topic.of(type), poison);
    }
  }

  /** A record goes to the dead letters, or nowhere. */
  void refused(ConsumerRecord<String, byte[]> record, Topic topic, PoisonRecord poison) {
    metrics.refused(topic.type());
    LOG.errorf(
        "refused a record of %s at offset %d: %s",
        record.topic(), record.offset(), poison.getMessage());
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

  /**
   * Each finds what those before it have written, and nothing of it in the session: some write past
   * its entities.
   */
  private Uni<Void> inOneTransaction(List<Arrival<?>> arrivals, Sequel sequel) {
    return Uni.createFrom()
        .deferred(
            () ->
                database.withTransaction(
                    session ->
                        InTurn.each(
                                arrivals,
                                arrival ->
                                    Traces.within(begin(arrival), once(session, arrival))
                                        .flatMap(taken -> session.flush())
                                        .invoke(session::clear))
                            .flatMap(taken -> sequel.follow(session))))
        .flatMap(Function.identity());
  }

  private Uni<Void> once(Mutiny.Session session, Arrival<?> arrival) {
    String type = typeOf(arrival);
    return keep(session, arrival.fact().eventId(), type)
        .flatMap(
            first -> {
              metrics.received(type, first);
              return first ? arrival.takeEffect(session) : Uni.createFrom().voidItem();
            });
  }

  /** Named and described as OpenTelemetry wants a consumer of messages to be. */
  private Span begin(Arrival<?> arrival) {
    Fact fact = arrival.fact();
    return traces
        .after(arrival.place(), "process " + Topic.of(fact.getClass()).topicName())
        .setSpanKind(SpanKind.CONSUMER)
        .setAttribute("messaging.system", "kafka")
        .setAttribute("messaging.operation.type", "process")
        .setAttribute("messaging.destination.name", arrival.topic())
        .setAttribute("messaging.message.id", fact.eventId())
        .setAttribute(Traces.EXPERIMENT, fact.experimentId())
        .startSpan();
  }

  private static String typeOf(Arrival<?> arrival) {
    return Topic.of(arrival.fact().getClass()).type();
  }

  /**
   * Whether the fact is here for the first time. Takes the stage's lock as well, which every effect
   * needs: one statement less a fact.
   */
  private Uni<Boolean> keep(Mutiny.Session session, String eventId, String wireType) {
    return session
        .createNativeQuery(
            "insert into {h-schema}inbox (event_id, type, received_at)"
                + " select :id, :type, cast(:now as timestamptz) from ("
                + StageLock.HOLD
                + ") as held on conflict do nothing")
        .setParameter("id", eventId)
        .setParameter("type", wireType)
        .setParameter("now", clock.instant())
        .setParameter("stage", application)
        .executeUpdate()
        .map(kept -> kept > 0);
  }
}
