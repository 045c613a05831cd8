package gufo.lab.pipeline;

import gufo.contracts.event.ArtifactMade;
import gufo.contracts.event.Fact;
import gufo.contracts.event.Topic;
import gufo.contracts.id.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A running broker's topics, read from their beginning and written to. */
final class FactLog {

  private final String bootstrap;

  FactLog(String bootstrap) {
    this.bootstrap = bootstrap;
  }

  /** Everything a topic holds. */
  List<ConsumerRecord<String, byte[]>> records(String topic) {
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrap),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
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

  /** All facts that tell of artifacts, each as often as it was told. */
  List<ArtifactMade> made() {
    return Arrays.stream(Topic.values())
        .filter(topic -> ArtifactMade.class.isAssignableFrom(topic.fact()))
        .flatMap(
            topic -> records(topic.topicName()).stream().flatMap(record -> fact(topic, record)))
        .map(ArtifactMade.class::cast)
        .toList();
  }

  /** Empty for a record that is no such fact. */
  static Stream<Fact> fact(Topic topic, ConsumerRecord<String, byte[]> record) {
    try {
      return Optional.<Fact>ofNullable(Json.mapper().readValue(record.value(), topic.fact()))
          .stream();
    } catch (IOException | IllegalArgumentException poison) {
      return Stream.empty();
    }
  }

  /** Returns when the broker has them all. */
  void write(String topic, List<ConsumerRecord<String, byte[]>> again) {
    try (KafkaProducer<String, byte[]> producer = producer()) {
      again.forEach(
          record -> producer.send(record(topic, record.key(), record.value(), record.headers())));
    }
  }

  void write(String topic, String key, byte[] value) {
    try (KafkaProducer<String, byte[]> producer = producer()) {
      producer.send(new ProducerRecord<>(topic, key, value));
    }
  }

  private static ProducerRecord<String, byte[]> record(
      String topic, String key, byte[] value, Headers headers) {
    return new ProducerRecord<>(topic, null, key, value, headers);
  }

  private KafkaProducer<String, byte[]> producer() {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", bootstrap), new StringSerializer(), new ByteArraySerializer());
  }
}
