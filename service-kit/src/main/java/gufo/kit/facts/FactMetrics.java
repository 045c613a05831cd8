package gufo.kit.facts;

import gufo.contracts.event.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** All meters about facts. Labels are fact types, a closed set. */
@ApplicationScoped
class FactMetrics {

  private static final Logger LOG = Logger.getLogger(FactMetrics.class);

  private final MeterRegistry registry;
  private final Outbox outbox;
  private final AtomicLong waiting;

  FactMetrics(MeterRegistry registry, Outbox outbox) {
    this.registry = registry;
    this.outbox = outbox;
    this.waiting = registry.gauge("gufo.outbox.waiting", new AtomicLong());
    for (Topic topic : Topic.values()) {
      published(topic.type(), 0);
    }
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
    registry.counter("gufo.facts.refused", "type", type).increment();
  }

  @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> count() {
    return outbox
        .unpublished()
        .invoke(waiting::set)
        .replaceWithVoid()
        .onFailure()
        .recoverWithItem(
            failure -> {
              LOG.debugf("the outbox was not counted: %s", failure);
              return null;
            });
  }
}
