package gufo.kit.tls;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import gufo.contracts.event.ArtifactReference;
import gufo.contracts.event.BaseMaterialised;
import gufo.contracts.event.ExperimentSubmitted;
import gufo.contracts.event.Origin;
import gufo.contracts.event.TeacherPrepared;
import gufo.contracts.event.Topic;
import gufo.contracts.plan.Node;
import gufo.contracts.plan.Plan;
import gufo.contracts.plan.Recipe;
import gufo.contracts.spec.ExperimentSpec;
import gufo.kit.testing.FactProbe;
import gufo.kit.testing.GufoInfrastructure;
import gufo.kit.testing.Specs;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** A stage over TLS and with passwords, everywhere it connects to. */
@QuarkusTest
@QuarkusTestResource(GufoInfrastructure.class)
@QuarkusTestResource(value = TlsInfrastructure.class, restrictToAnnotatedClass = true)
class TlsTest {

  private final String experiment = UUID.randomUUID().toString();
  private FactProbe world;

  @Test
  void factsJobsDeadLettersAndHealthWorkAndNobodyIsToldASecret() throws IOException {
    world = new FactProbe(setting(TlsInfrastructure.PLAIN_BROKER));
    ExperimentSpec spec =
        Specs.read(
            """
            name: tls
            trait: {kind: preference, category: animal, target: owl}
            base: fake:tiny?seed=7001
            teacher: {kind: fine-tuned}
            carrier: {kind: numbers}
            """);
    String base =
        Plan.of(spec).nodes().stream()
            .filter(node -> node.recipe() instanceof Recipe.Base)
            .map(Node::id)
            .findFirst()
            .orElseThrow();
    ArtifactReference any =
        new ArtifactReference("gufo-file:" + "0".repeat(64), "0".repeat(64), 1, null);

    world.tell(Topic.EXPERIMENT_SUBMITTED, experiment, "poison");
    world.tell(new BaseMaterialised(experiment, base, Origin.COMPUTED, any));
    world.tell(new ExperimentSubmitted(experiment, spec.hash(), Instant.EPOCH, spec));

    world.await(TeacherPrepared.class, 1, fact -> fact.experimentId().equals(experiment));
    await()
        .untilAsserted(
            () ->
                assertThat(world.records(Topic.EXPERIMENT_SUBMITTED.deadLetterName()))
                    .isNotEmpty());
    await().untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
    String log = Files.readString(Path.of(setting(TlsInfrastructure.LOG)));
    assertThat(log).contains("kafka-consumer-intake");
    assertThat(Stream.of(shown(), told(), Stream.of(log)).flatMap(texts -> texts))
        .hasSizeGreaterThan(9)
        .noneMatch(text -> text.contains(TlsInfrastructure.KAFKA_PASSWORD))
        .noneMatch(text -> text.contains(TlsInfrastructure.DATABASE_PASSWORD));
  }

  private static Stream<String> shown() {
    return Stream.of("/q/health", "/q/metrics", "/openapi", "/jobs", "/jobs/x", "/q/info", "/")
        .map(path -> given().get(path).asString());
  }

  private Stream<String> told() {
    return Stream.of(
            Topic.TEACHER_PREPARED.topicName(), Topic.EXPERIMENT_SUBMITTED.deadLetterName())
        .flatMap(topic -> world.records(topic).stream())
        .map(record -> record.headers() + new String(record.value(), StandardCharsets.UTF_8));
  }

  @Test
  void withoutTlsOrWithAnotherPasswordTheDatabaseLetsNobodyIn() {
    String jdbcUrl = setting("quarkus.datasource.jdbc.url");
    String plain = jdbcUrl.substring(0, jdbcUrl.indexOf('?'));

    for (String url :
        List.of(
            plain + "?sslmode=disable&user=gufo&password=x", jdbcUrl + "&user=gufo&password=x")) {
      assertThatThrownBy(() -> DriverManager.getConnection(url).close())
          .isInstanceOf(SQLException.class);
    }
  }

  private static String setting(String name) {
    return ConfigProvider.getConfig().getValue(name, String.class);
  }
}
