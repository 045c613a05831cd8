package gufo.kit.facts;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaConnectorIncomingConfiguration;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import io.smallrye.reactive.messaging.kafka.commit.KafkaCommitHandler;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * SmallRye's throttled commits, which find the offsets committed last asked for already. They ask
 * at a partition's first record, on the thread that polls, so that this record would wait until a
 * long poll ends. Here they are asked for when partitions are assigned.
 */
@ApplicationScoped
@Identifier("offsets-ahead")
class OffsetsAhead implements KafkaCommitHandler.Factory, KafkaConsumerRebalanceListener {

  private final KafkaCommitHandler.Factory throttled;
  private final Map<Consumer<?, ?>, Map<TopicPartition, OffsetAndMetadata>> committed =
      new ConcurrentHashMap<>();

  OffsetsAhead(
      @Identifier(KafkaCommitHandler.Strategy.THROTTLED) KafkaCommitHandler.Factory throttled) {
    this.throttled = throttled;
  }

  /** Called on the thread that polls, before it has a record of these partitions. */
  @Override
  public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    Map<TopicPartition, OffsetAndMetadata> known =
        committed.computeIfAbsent(consumer, any -> new ConcurrentHashMap<>());
    known.keySet().removeAll(partitions);
    consumer
        .committed(Set.copyOf(partitions))
        .forEach((partition, offset) -> known.computeIfAbsent(partition, any -> offset));
  }

  @Override
  public KafkaCommitHandler create(
      KafkaConnectorIncomingConfiguration config,
      Vertx vertx,
      KafkaConsumer<?, ?> consumer,
      BiConsumer<Throwable, Boolean> reportFailure) {
    return throttled.create(config, vertx, withOffsetsAhead(consumer), reportFailure);
  }

  private KafkaConsumer<?, ?> withOffsetsAhead(KafkaConsumer<?, ?> consumer) {
    return (KafkaConsumer<?, ?>)
        Proxy.newProxyInstance(
            OffsetsAhead.class.getClassLoader(),
            new Class<?>[] {KafkaConsumer.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("committed")) {
                return Uni.createFrom()
                    .item(known(consumer.unwrap(), (TopicPartition[]) arguments[0]));
              }
              try {
                return method.invoke(consumer, arguments);
              } catch (InvocationTargetException failure) {
                throw failure.getCause();
              }
            });
  }

  private Map<TopicPartition, OffsetAndMetadata> known(
      Consumer<?, ?> consumer, TopicPartition[] partitions) {
    Map<TopicPartition, OffsetAndMetadata> known =
        new HashMap<>(committed.getOrDefault(consumer, Map.of()));
    known.keySet().retainAll(Arrays.asList(partitions));
    return known;
  }
}
