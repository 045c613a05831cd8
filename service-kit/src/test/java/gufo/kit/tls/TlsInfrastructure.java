package gufo.kit.tls;

import gufo.contracts.event.Topic;
import gufo.embedded.EmbeddedBroker;
import gufo.embedded.EmbeddedDatabase;
import gufo.embedded.Ports;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/**
 * A broker and a PostgreSQL that take nobody without TLS and a password, and a stage that is told
 * so as in production: settings by name, passwords in a folder of files. With {@code trust=other}
 * the stage trusts a certificate that is not theirs, but for migrations, without which it would not
 * start.
 */
public final class TlsInfrastructure implements QuarkusTestResourceLifecycleManager {

  /** Told as a setting, so that a test may ask for it. */
  static final String PLAIN_BROKER = "gufo.test.plain-broker";

  /** Where the stage's log is, Kafka's clients at their usual level included. */
  static final String LOG = "quarkus.log.file.path";

  private static final String PREFIX = "tls.";

  static final String KAFKA_PASSWORD = "kafka-secret-1f4c9a0b";
  static final String DATABASE_PASSWORD = "database-secret-77d02e5c";

  private String trust = "own";
  private EmbeddedBroker broker;
  private EmbeddedDatabase database;

  @Override
  public void init(Map<String, String> args) {
    trust = args.getOrDefault("trust", trust);
  }

  /** After the infrastructure of every other test, which has neither. */
  @Override
  public int order() {
    return 1;
  }

  @Override
  public Map<String, String> start() {
    try {
      Path folder = Files.createTempDirectory("gufo-test-tls");
      Certificate own = Certificate.in(folder.resolve("own"));
      Certificate trusted = trust.equals("own") ? own : Certificate.in(folder.resolve(trust));
      List<Integer> ports = Ports.free(4);
      Map<String, String> config = new HashMap<>();
      startDatabase(folder.resolve("postgres"), ports.get(0), own);
      startBroker(folder.resolve("kafka"), ports, own);
      config.putAll(databaseSettings(ports.get(0), own, trusted));
      config.putAll(brokerSettings(ports.get(3), trusted));
      config.put("smallrye.config.source.file.locations", secrets(folder).toString());
      config.put("quarkus.log.file.enabled", "true");
      config.put(LOG, folder.resolve("stage.log").toString());
      config.put("quarkus.log.category.\"org.apache.kafka\".level", "INFO");
      return config;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path secrets(Path folder) throws IOException {
    Path secrets = Files.createDirectories(folder.resolve("secrets"));
    Files.writeString(secrets.resolve("database.password"), DATABASE_PASSWORD);
    Files.writeString(
        secrets.resolve("kafka.sasl.jaas.config"),
        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"gufo\" password=\"%s\";"
            .formatted(KAFKA_PASSWORD));
    return secrets;
  }

  private void startDatabase(Path data, int port, Certificate own) throws Exception {
    database = EmbeddedDatabase.start(data, port, false);
    try (Connection open =
        DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/gufo?user=gufo")) {
      open.createStatement().execute("ALTER ROLE gufo PASSWORD '" + DATABASE_PASSWORD + "'");
    }
    database.stop();
    Files.writeString(
        data.resolve("postgresql.conf"),
        "\nssl=on\nssl_cert_file='%s'\nssl_key_file='%s'\n".formatted(own.trust(), own.key()),
        StandardOpenOption.APPEND);
    Files.writeString(data.resolve("pg_hba.conf"), "hostssl all all all scram-sha-256\n");
    database = EmbeddedDatabase.start(data, port, false);
  }

  private static Map<String, String> databaseSettings(
      int port, Certificate own, Certificate trusted) {
    return Map.of(
        "quarkus.datasource.jdbc.url",
        "jdbc:postgresql://127.0.0.1:%d/gufo?sslmode=verify-full&sslrootcert=%s"
            .formatted(port, own.trust()),
        "quarkus.datasource.reactive.url",
        "postgresql://127.0.0.1:%d/gufo".formatted(port),
        "quarkus.datasource.reactive.postgresql.ssl-mode",
        "verify-full",
        "quarkus.datasource.reactive.hostname-verification-algorithm",
        "HTTPS",
        "quarkus.datasource.reactive.trust-certificate-pem",
        "true",
        "quarkus.datasource.reactive.trust-certificate-pem.certs",
        trusted.trust().toString(),
        "quarkus.datasource.password",
        "${database.password}");
  }

  /** The plain listener is the test's own, and the broker's. */
  private void startBroker(Path data, List<Integer> ports, Certificate own) throws Exception {
    int plain = ports.get(1);
    String listeners = "PLAINTEXT://127.0.0.1:%d,SASL_SSL://127.0.0.1:%d";
    Map<String, String> settings =
        Map.of(
            "listeners",
            listeners.formatted(plain, ports.get(3)) + ",CONTROLLER://127.0.0.1:" + ports.get(2),
            "advertised.listeners",
            listeners.formatted(plain, ports.get(3)),
            "listener.security.protocol.map",
            "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SASL_SSL:SASL_SSL",
            "sasl.enabled.mechanisms",
            "SCRAM-SHA-512",
            "listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config",
            "org.apache.kafka.common.security.scram.ScramLoginModule required;",
            "ssl.keystore.type",
            "PEM",
            "ssl.keystore.location",
            own.both().toString());
    broker = EmbeddedBroker.start(data, plain, ports.get(2), settings);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
      admin
          .createTopics(
              Topic.allNames().stream()
                  .map(name -> new NewTopic(PREFIX + name, 1, (short) 1))
                  .toList())
          .all()
          .get();
      admin
          .alterUserScramCredentials(
              List.of(
                  new UserScramCredentialUpsertion(
                      "gufo",
                      new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096),
                      KAFKA_PASSWORD)))
          .all()
          .get();
    }
  }

  /** As in deploy/components/kafka. */
  private Map<String, String> brokerSettings(int port, Certificate trusted) {
    return Map.of(
        "kafka.bootstrap.servers",
        "127.0.0.1:" + port,
        "kafka.security.protocol",
        "SASL_SSL",
        "kafka.sasl.mechanism",
        "SCRAM-SHA-512",
        "kafka.ssl.truststore.type",
        "PEM",
        "kafka.ssl.truststore.location",
        trusted.trust().toString(),
        "gufo.topic-prefix",
        PREFIX,
        PLAIN_BROKER,
        broker.bootstrap());
  }

  @Override
  public void stop() {
    if (broker != null) {
      broker.stop();
    }
    if (database != null) {
      database.stop();
    }
  }
}
