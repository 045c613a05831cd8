package gufo.kit.testing;

import gufo.contracts.event.Fact;
import gufo.contracts.event.Topic;
import gufo.contracts.id.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The rest of the system, from a component test's point of view: tells facts and hears those the
 * service tells.
 */
public final class FactProbe {

  private final String bootstrap;
  private final String prefix =
      ConfigProvider.getConfig().getValue("gufo.topic-prefix", String.class);

  /** At the broker that the service under test is told of. */
  public FactProbe() {
    this(ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class));
  }

  /** At an address of the broker that wants neither TLS nor a password. */
  public FactProbe(String bootstrap) {
    this.bootstrap = bootstrap;
  }

  /** Publishes a fact as another service would. */
  public void tell(Fact fact) {
    tell(fact, Map.of());
  }

  /** Publishes a fact with further headers. */
  public void tell(Fact fact, Map<String, String> headers) {
    try {
      Topic topic = Topic.of(fact.getClass());
      tell(topic, fact.key(), Json.mapper().writeValueAsString(fact), headers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Publishes any bytes on a topic. */
  public void tell(Topic topic, String key, String payload) {
    tell(topic, key, payload, Map.of());
  }

  private void tell(Topic topic, String key, String payload, Map<String, String> headers) {
    ProducerRecord<String, byte[]> record =
        record(topic, key, payload.getBytes(StandardCharsets.UTF_8));
    headers.forEach(
        (name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    tell(List.of(record));
  }

  /** A record of a topic, without headers. */
  public ProducerRecord<String, byte[]> record(Topic topic, String key, byte[] value) {
    return new ProducerRecord<>(prefix + topic.topicName(), key, value);
  }

  /** Publishes records, those of one topic and key in their order. */
  public void tell(List<ProducerRecord<String, byte[]>> records) {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap),
            new StringSerializer(),
            new ByteArraySerializer())) {
      for (Future<RecordMetadata> sent : records.stream().map(producer::send).toList()) {
        sent.get();
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** All facts of a type told so far that pass. */
  public <F extends Fact> List<F> heard(Class<F> type, Predicate<F> wanted) {
    List<F> facts = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> record : records(Topic.of(type).topicName())) {
      try {
        byte[] json = record.value() == null ? new byte[0] : record.value();
        F fact = Json.mapper().readValue(json, type);
        if (fact != null && wanted.test(fact)) {
          facts.add(fact);
        }
      } catch (IOException passOverPoison) {
        continue;
      }
    }
    return facts;
  }

  /** Waits until at least {@code count} facts of a type that pass were told, and returns them. */
  public <F extends Fact> List<F> await(Class<F> type, int count, Predicate<F> wanted) {
    AtomicReference<List<F>> facts = new AtomicReference<>();
    Awaitility.await(count + " " + type.getSimpleName())
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> {
              facts.set(heard(type, wanted));
              return facts.get().size() >= count;
            });
    return facts.get();
  }

  /** All records of a topic so far. A consumer that waits for more takes that long to close. */
  public List<ConsumerRecord<String, byte[]>> records(String topic) {
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrap, "fetch.max.wait.ms", 10),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(prefix + topic).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
      while (partitions.stream()
          .anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
      return records;
    }
  }
}
