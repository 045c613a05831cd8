package gufo.kit.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** What throttled commits are told by the consumer they are given, which here refuses all else. */
class OffsetsAheadTest {

  private static final TopicPartition READ = new TopicPartition("dataset-filtered.v1", 0);
  private static final TopicPartition NEW = new TopicPartition("dataset-filtered.v1", 1);

  private final MockConsumer<String, byte[]> broker = new MockConsumer<>("earliest");
  private final AtomicReference<KafkaConsumer<?, ?>> given = new AtomicReference<>();
  private final OffsetsAhead ahead =
      new OffsetsAhead(
          (config, vertx, consumer, reportFailure) -> {
            given.set(consumer);
            return null;
          });

  private OffsetsAheadTest() {
    broker.assign(List.of(READ, NEW));
    ahead.create(null, null, consumerOf(broker), null);
  }

  @Test
  void offsetsAreKnownOncePartitionsAreAssigned() {
    broker.commitSync(Map.of(READ, new OffsetAndMetadata(7)));
    ahead.onPartitionsAssigned(broker, List.of(READ, NEW));

    assertThat(committed(READ)).containsExactly(Map.entry(READ, new OffsetAndMetadata(7)));
    assertThat(committed(NEW)).isEmpty();
  }

  @Test
  void partitionsThatComeBackAreAskedForAnew() {
    ahead.onPartitionsAssigned(broker, List.of(READ, NEW));
    broker.commitSync(Map.of(READ, new OffsetAndMetadata(9)));
    ahead.onPartitionsAssigned(broker, List.of(READ));

    assertThat(committed(READ)).containsExactly(Map.entry(READ, new OffsetAndMetadata(9)));
  }

  @Test
  void whatElseIsAskedOfTheConsumerItAnswersItself() {
    assertThat(given.get().unwrap()).isSameAs(broker);
  }

  private Map<TopicPartition, OffsetAndMetadata> committed(TopicPartition partition) {
    return given.get().committed(partition).await().indefinitely();
  }

  private static KafkaConsumer<?, ?> consumerOf(MockConsumer<String, byte[]> broker) {
    return (KafkaConsumer<?, ?>)
        Proxy.newProxyInstance(
            OffsetsAheadTest.class.getClassLoader(),
            new Class<?>[] {KafkaConsumer.class},
            (proxy, method, arguments) -> {
              assertThat(method.getName()).isEqualTo("unwrap");
              return broker;
            });
  }
}
