package gufo.kit.facts;

import gufo.contracts.event.Fact;
import gufo.contracts.event.Topic;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a stage does with each fact it takes in; a stage has one bean of it. */
public final class Effects {

  private final Map<Topic, Entry<?>> byTopic = new EnumMap<>(Topic.class);

  /** Sets the effect of a fact, in place of what was set before. */
  public <F extends Fact> Effects on(Class<F> type, Inbox.Effect<F> effect) {
    byTopic.put(Topic.of(type), new Entry<>(type, effect));
    return this;
  }

  /**
   * @param read the topics that are configured
   * @throws IllegalStateException when these are others than the ones whose facts have an effect
   */
  void requireTopics(String prefix, Collection<String> read) {
    Set<String> wanted = new TreeSet<>();
    byTopic.keySet().forEach(topic -> wanted.add(prefix + topic.topicName()));
    if (!wanted.equals(new TreeSet<>(read))) {
      throw new IllegalStateException(
          "mp.messaging.incoming.intake.topics is %s; this stage takes in %s"
              .formatted(read, wanted));
    }
  }

  /**
   * @throws PoisonRecord when the record holds no fact of its topic
   */
  Arrival<?> arrival(Topic topic, ConsumerRecord<String, byte[]> record) {
    return byTopic.get(topic).arrival(record);
  }

  private record Entry<F extends Fact>(Class<F> type, Inbox.Effect<F> effect) {
    Arrival<F> arrival(ConsumerRecord<String, byte[]> record) {
      return Arrival.of(record, type, effect);
    }
  }
}
