package gufo.kit.facts;

import gufo.contracts.event.Fact;
import gufo.contracts.event.Topic;
import gufo.contracts.id.Json;
import gufo.kit.lifecycle.Blocking;
import java.util.Arrays;
import java.util.List;

/** The real outbox as its relay sees it, for a test that is relay and broker in one. */
public final class OutboxAsRelay {

  private final Outbox outbox;

  public OutboxAsRelay(Outbox outbox) {
    this.outbox = outbox;
  }

  /** Facts on their way out, the oldest first. */
  public final class Batch {
    private final List<OutboxEntry> entries;

    private Batch(List<OutboxEntry> entries) {
      this.entries = entries;
    }

    public List<Fact> facts() {
      return entries.stream().map(OutboxAsRelay::read).toList();
    }

    /** What the relay does once the broker has acknowledged them. */
    public void published() {
      Blocking.await(() -> outbox.published(entries));
    }
  }

  public Batch next(int most) {
    return new Batch(Blocking.await(() -> outbox.next(most)));
  }

  private static Fact read(OutboxEntry entry) {
    return Arrays.stream(Topic.values())
        .filter(topic -> topic.topicName().equals(entry.topic))
        .map(topic -> (Fact) Json.read(entry.payload, topic.fact()))
        .findFirst()
        .orElseThrow();
  }
}
