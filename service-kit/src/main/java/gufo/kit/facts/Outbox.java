package gufo.kit.facts;

import gufo.contracts.event.Fact;
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

  /** Adds facts to the caller's transaction. */
  public Uni<Void> add(Mutiny.Session session, List<? extends Fact> facts) {
    metrics.told(facts);
    Object[] entries = facts.stream().map(fact -> new OutboxEntry(fact, clock.instant())).toArray();
    return entries.length == 0 ? Uni.createFrom().voidItem() : session.persistAll(entries);
  }

  public Uni<Void> add(Mutiny.Session session, Fact fact) {
    return add(session, List.of(fact));
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

  Uni<Integer> published(List<OutboxEntry> entries) {
    return database.withTransaction(
        session ->
            session
                .createMutationQuery("delete from OutboxEntry where id in (:ids)")
                .setParameter("ids", entries.stream().map(entry -> entry.id).toList())
                .executeUpdate());
  }
}
