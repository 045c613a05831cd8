package gufo.kit.facts;

import gufo.contracts.event.ArtifactMade;
import gufo.contracts.event.Fact;
import gufo.contracts.event.Origin;
import gufo.contracts.event.Topic;
import gufo.kit.KitConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * All meters about facts. Labels come from closed sets: types of facts, origins. Counters of what
 * can raise an alert begin at zero, so that the first rise is seen.
 */
@ApplicationScoped
class FactMetrics {

  private static final Logger LOG = Logger.getLogger(FactMetrics.class);

  private final MeterRegistry registry;
  private final Mutiny.SessionFactory database;
  private final Clock clock;
  private final boolean counts;
  private final AtomicLong waiting = new AtomicLong();
  private final AtomicLong oldestMillis = new AtomicLong();

  FactMetrics(
      MeterRegistry registry, Mutiny.SessionFactory database, Clock clock, KitConfig config) {
    this.registry = registry;
    this.database = database;
    this.clock = clock;
    this.counts = config.roles().relay();
    for (Topic topic : Topic.values()) {
      published(topic.type(), 0);
      refused(topic.type(), 0);
    }
    for (Origin origin : Origin.values()) {
      told(origin, 0);
    }
    if (counts) {
      registry.gauge("gufo.outbox.waiting", waiting);
      Gauge.builder("gufo.outbox.age", () -> oldestMillis.get() / 1000.0)
          .baseUnit("seconds")
          .register(registry);
    }
  }

  /** A fact on its way out. A transaction that is tried again counts it again. */
  void told(Fact fact) {
    if (fact instanceof ArtifactMade made) {
      told(made.origin(), 1);
    }
  }

  private void told(Origin origin, int count) {
    registry
        .counter("gufo.artifacts.told", "origin", origin.name().toLowerCase(Locale.ROOT))
        .increment(count);
  }

  void published(String type) {
    published(type, 1);
  }

  private void published(String type, int count) {
    registry.counter("gufo.facts.published", "type", type).increment(count);
  }

  void received(String type, boolean fresh) {
    registry
        .counter("gufo.facts.received", "type", type, "fresh", String.valueOf(fresh))
        .increment();
  }

  void refused(String type) {
    refused(type, 1);
  }

  private void refused(String type, int count) {
    registry.counter("gufo.facts.refused", "type", type).increment(count);
  }

  @Scheduled(every = "15s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> count() {
    if (!counts) {
      return Uni.createFrom().voidItem();
    }
    return database
        .withSession(
            session ->
                session
                    .createSelectionQuery(
                        "select count(*), min(createdAt) from OutboxEntry", Object[].class)
                    .getSingleResult())
        .invoke(
            row -> {
              waiting.set((Long) row[0]);
              oldestMillis.set(
                  row[1] == null
                      ? 0
                      : Duration.between((Instant) row[1], clock.instant()).toMillis());
            })
        .replaceWithVoid()
        .onFailure()
        .recoverWithItem(
            failure -> {
              LOG.debugf("the outbox was not counted: %s", failure);
              return null;
            });
  }
}
