package gufo.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InfrastructureTest {
  @TempDir Path folder;

  @Test
  void keepsAcknowledgedRecordsAndCommittedRowsAcrossAKillAndEndsWithItsParent() throws Exception {
    Infrastructure killed = Infrastructure.start(folder, List.of("kept.v1"));
    send(killed.addresses().kafkaBootstrap(), "a record");
    execute(killed.database("kept"), "CREATE TABLE t AS SELECT 42 AS answer");
    killed.process().destroyForcibly();
    killed.process().onExit().join();

    Process parent = new ProcessBuilder("sleep", "120").start();
    try (Infrastructure restarted =
        Infrastructure.start(folder, List.of("kept.v1"), parent.pid(), true)) {
      assertThat(firstRecord(restarted.addresses().kafkaBootstrap())).isEqualTo("a record");
      assertThat(answer(restarted.database("kept"))).isEqualTo(42);
      assertThat(Infrastructure.running(folder).map(Infrastructure::pid)).contains(restarted.pid());

      parent.destroyForcibly();

      restarted.process().onExit().get(20, java.util.concurrent.TimeUnit.SECONDS);
      assertThat(Infrastructure.running(folder)).isEmpty();
      assertThat(processesOn(folder)).isEmpty();
    }
  }

  @Test
  void aModuleGetsADatabaseOfItsOwnAndEmptyTopics() throws Exception {
    Addresses one = SharedInfrastructure.freshDatabase();
    Addresses other = SharedInfrastructure.freshDatabase();
    SharedInfrastructure.createTopics(List.of("kept.v1"));
    send(one.kafkaBootstrap(), "before");

    SharedInfrastructure.freshTopics(List.of("kept.v1"));

    send(one.kafkaBootstrap(), "after");
    assertThat(firstRecord(one.kafkaBootstrap())).isEqualTo("after");
    assertThat(one.jdbcUrl()).isNotEqualTo(other.jdbcUrl());
    execute(one, "CREATE TABLE t (n int)");
    execute(other, "CREATE TABLE t (n int)");
  }

  private static List<String> processesOn(Path folder) {
    return ProcessHandle.allProcesses()
        .map(process -> process.info().commandLine().orElse(""))
        .filter(line -> line.contains(folder.toString()))
        .toList();
  }

  private static void send(String bootstrap, String text) throws Exception {
    Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap);
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>("kept.v1", "key", text)).get();
    }
  }

  private static String firstRecord(String bootstrap) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", bootstrap, "group.id", "test", "auto.offset.reset", "earliest");
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of("kept.v1"));
      for (int i = 0; i < 100; i++) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
          return record.value();
        }
      }
      return null;
    }
  }

  private static void execute(Addresses database, String sql) throws Exception {
    try (var connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static int answer(Addresses database) throws Exception {
    try (var connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT answer FROM t")) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
