package gufo.kit.testing;

import gufo.contracts.event.Topic;
import gufo.embedded.Addresses;
import gufo.embedded.SharedInfrastructure;
import io.micrometer.core.instrument.Metrics;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Gives a component test the build's real Kafka and PostgreSQL: topics under a prefix of its own, a
 * database of its own, folders of its own. Work that reports errors is given up soon.
 */
public final class GufoInfrastructure implements QuarkusTestResourceLifecycleManager {

  /**
   * Gauges of an application that this JVM ran before would be shown in place of the next one's.
   */
  @Override
  public Map<String, String> start() {
    Metrics.globalRegistry.clear();
    Addresses addresses = SharedInfrastructure.freshDatabase();
    String prefix = "t" + UUID.randomUUID().toString().substring(0, 8) + ".";
    SharedInfrastructure.createTopics(
        Topic.allNames().stream().map(name -> prefix + name).toList());
    Map<String, String> config = new HashMap<>();
    config.put("kafka.bootstrap.servers", addresses.kafkaBootstrap());
    config.put("quarkus.datasource.jdbc.url", addresses.jdbcUrl());
    config.put("quarkus.datasource.reactive.url", addresses.reactiveUrl());
    config.put("quarkus.datasource.username", addresses.user());
    config.put("quarkus.datasource.password", addresses.password());
    config.put("gufo.topic-prefix", prefix);
    config.put("gufo.artifacts", folder("artifacts").toUri().toString());
    config.put("gufo.scratch", folder("scratch").toString());
    config.put("gufo.reports", folder("reports").toString());
    config.put("gufo.runner.poll", "300ms");
    config.put("gufo.runner.max-errors", "2");
    config.put("gufo.runner.max-losses", "2");
    config.put("gufo.price.per-hour", "3.6");
    config.put("gufo.authentication.enabled", "false");
    config.put("quarkus.http.test-port", "0");
    // A consumer ends its poll before it ends itself.
    config.put("mp.messaging.connector.smallrye-kafka.fetch.max.wait.ms", "500");
    config.put("quarkus.log.file.enabled", "true");
    config.put("quarkus.log.file.path", folder("log").resolve("stage.log").toString());
    return config;
  }

  @Override
  public void stop() {}

  private static Path folder(String name) {
    try {
      Path folder = Files.createTempDirectory("gufo-test-" + name);
      folder.toFile().deleteOnExit();
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
