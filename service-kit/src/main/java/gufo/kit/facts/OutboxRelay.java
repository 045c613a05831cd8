package gufo.kit.facts;

import gufo.kit.KitConfig;
import gufo.kit.lifecycle.Blocking;
import gufo.kit.lifecycle.Loop;
import gufo.kit.lifecycle.Wakeups;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * Publishes the outbox in order: sends, awaits the broker's acknowledgement, then deletes. A crash
 * in between sends a fact twice; the receivers' inboxes take care of that.
 */
@ApplicationScoped
class OutboxRelay {

  private static final int BATCH = 200;
  private static final Duration ACKNOWLEDGED_WITHIN = Duration.ofSeconds(30);

  private final Outbox outbox;
  private final FactPublisher publisher;
  private final FactMetrics metrics;
  private final Loop loop;
  private final boolean enabled;

  OutboxRelay(
      Outbox outbox,
      FactPublisher publisher,
      FactMetrics metrics,
      Wakeups wakeups,
      KitConfig config) {
    this.outbox = outbox;
    this.publisher = publisher;
    this.metrics = metrics;
    this.enabled = config.roles().relay();
    Semaphore wakeUp = new Semaphore(0);
    this.loop = new Loop("gufo-relay", wakeUp, config.runner().poll(), this::publishBatch);
    wakeups.on(
        "outbox",
        () -> {
          if (wakeUp.availablePermits() == 0) {
            wakeUp.release();
          }
        });
  }

  void start(@Observes StartupEvent event) {
    if (enabled) {
      loop.start();
    }
  }

  void stop(@Observes ShutdownEvent event) {
    loop.stop(Duration.ofSeconds(5));
  }

  /** Whether there may be more: of what commits meanwhile, a wake-up tells. */
  private boolean publishBatch() {
    List<OutboxEntry> entries = Blocking.await(() -> outbox.next(BATCH).call(this::send));
    if (entries.isEmpty()) {
      return false;
    }
    Blocking.await(() -> outbox.published(entries));
    entries.forEach(entry -> metrics.published(entry.type));
    return entries.size() == BATCH;
  }

  private Uni<?> send(List<OutboxEntry> entries) {
    return entries.isEmpty()
        ? Uni.createFrom().voidItem()
        : Uni.join()
            .all(entries.stream().map(publisher::send).toList())
            .andFailFast()
            .ifNoItem()
            .after(ACKNOWLEDGED_WITHIN)
            .fail();
  }
}
