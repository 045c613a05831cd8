package gufo.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A real single-node Kafka broker and controller inside this JVM, data kept in a folder. Its short
 * session time-out is what makes a restart after kill -9 quick: the controller refuses the new
 * incarnation until the old one has timed out.
 */
public final class EmbeddedBroker {
  private static final int NODE = 1;

  private final KafkaRaftServer server;
  private final String bootstrap;

  private EmbeddedBroker(KafkaRaftServer server, String bootstrap) {
    this.server = server;
    this.bootstrap = bootstrap;
  }

  /** Returns when clients can connect. */
  public static EmbeddedBroker start(Path data, int port, int controllerPort) {
    return start(data, port, controllerPort, Map.of());
  }

  /**
   * As above, with settings of Kafka's own that go before those made here.
   *
   * @param more for example further listeners
   */
  public static EmbeddedBroker start(
      Path data, int port, int controllerPort, Map<String, String> more) {
    Properties properties = configuration(data, port, controllerPort);
    properties.putAll(more);
    KafkaConfig config = new KafkaConfig(properties, false);
    format(data);
    KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
    server.startup();
    return new EmbeddedBroker(server, "127.0.0.1:" + port);
  }

  public String bootstrap() {
    return bootstrap;
  }

  public void stop() {
    server.shutdown();
    server.awaitShutdown();
  }

  private static void format(Path data) {
    if (Files.exists(data.resolve("meta.properties"))) {
      return;
    }
    try {
      Files.createDirectories(data);
      new Formatter()
          .setClusterId(Uuid.randomUuid().toString())
          .setNodeId(NODE)
          .setDirectories(List.of(data.toString()))
          .setMetadataLogDirectory(data.toString())
          .setControllerListenerName("CONTROLLER")
          .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
          .setIgnoreFormatted(true)
          .setPrintStream(
              new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
          .run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      throw new IllegalStateException("Cannot format the broker's folder " + data, e);
    }
  }

  private static Properties configuration(Path data, int port, int controllerPort) {
    Properties properties = new Properties();
    properties.put("process.roles", "broker,controller");
    properties.put("node.id", Integer.toString(NODE));
    properties.put("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort);
    properties.put("controller.listener.names", "CONTROLLER");
    properties.put(
        "listeners",
        "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controllerPort));
    properties.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
    properties.put("log.dirs", data.toString());
    properties.put("auto.create.topics.enable", "false");
    properties.put("group.initial.rebalance.delay.ms", "0");
    quickRestart(properties);
    small(properties);
    return properties;
  }

  private static void quickRestart(Properties properties) {
    properties.put("broker.session.timeout.ms", "2000");
    properties.put("broker.heartbeat.interval.ms", "250");
    properties.put("controller.quorum.election.timeout.ms", "100");
    properties.put("controller.quorum.fetch.timeout.ms", "1000");
  }

  private static void small(Properties properties) {
    properties.put("num.network.threads", "1");
    properties.put("num.io.threads", "2");
    properties.put("background.threads", "2");
    properties.put("group.coordinator.threads", "1");
    properties.put("num.recovery.threads.per.data.dir", "1");
    properties.put("log.cleaner.dedupe.buffer.size", Integer.toString(2 << 20));
    properties.put("log.cleaner.io.buffer.size", Integer.toString(64 << 10));
    properties.put("log.segment.bytes", Integer.toString(16 << 20));
    properties.put("log.index.size.max.bytes", Integer.toString(1 << 20));
    properties.put("log.retention.ms", "-1");
    properties.put("metadata.max.idle.interval.ms", "5000");
    properties.put("offsets.topic.num.partitions", "1");
    properties.put("offsets.topic.replication.factor", "1");
    properties.put("offsets.topic.segment.bytes", Integer.toString(4 << 20));
    properties.put("transaction.state.log.num.partitions", "1");
    properties.put("transaction.state.log.replication.factor", "1");
    properties.put("transaction.state.log.min.isr", "1");
    properties.put("share.coordinator.state.topic.num.partitions", "1");
    properties.put("share.coordinator.state.topic.replication.factor", "1");
    properties.put("share.coordinator.state.topic.min.isr", "1");
  }
}
