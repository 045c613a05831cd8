package gufo.kit.facts;

import gufo.contracts.event.Fact;
import gufo.kit.traces.Traces;
import io.opentelemetry.api.trace.Span;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Facts leave a stage only through here: written in the transaction that makes them true, published
 * afterwards.
 */
@ApplicationScoped
public class Outbox {

  private final Clock clock;
  private final Mutiny.SessionFactory database;
  private final FactMetrics metrics;

  Outbox(Clock clock, Mutiny.SessionFactory database, FactMetrics metrics) {
    this.clock = clock;
    this.database = database;
    this.metrics = metrics;
  }

  /** Adds a fact to the caller's transaction; its trace goes on from the span the caller is in. */
  public Uni<Void> add(Mutiny.Session session, Fact fact) {
    Span.current().setAttribute(Traces.EXPERIMENT, fact.experimentId());
    return add(session, fact, Traces.here());
  }

  /**
   * Adds a fact to the caller's transaction.
   *
   * @param traceparent where its trace goes on from; null when nothing is traced
   */
  public Uni<Void> add(Mutiny.Session session, Fact fact, String traceparent) {
    metrics.told(fact);
    return session.persist(new OutboxEntry(fact, traceparent, clock.instant()));
  }

  /** The oldest unpublished facts. */
  Uni<List<OutboxEntry>> next(int most) {
    return database.withSession(
        session ->
            session
                .createSelectionQuery("from OutboxEntry order by id", OutboxEntry.class)
                .setMaxResults(most)
                .getResultList());
  }

  /** One statement, and so a transaction of its own. */
  Uni<Integer> published(List<OutboxEntry> entries) {
    return database.withSession(
        session ->
            session
                .createNativeQuery("delete from {h-schema}outbox where id = any(:ids)")
                .setParameter("ids", entries.stream().map(entry -> entry.id).toArray(Long[]::new))
                .executeUpdate());
  }
}
