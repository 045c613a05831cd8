package gufo.kit.jobs;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import gufo.contracts.event.ArtifactReference;
import gufo.contracts.event.ExperimentSubmitted;
import gufo.contracts.event.Origin;
import gufo.contracts.event.TeacherPrepared;
import gufo.contracts.id.Json;
import gufo.contracts.plan.Recipe;
import gufo.contracts.spec.ExperimentSpec;
import gufo.kit.testing.FactProbe;
import gufo.kit.testing.GufoInfrastructure;
import gufo.kit.testing.Specs;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** A stage starts on the schema and the rows of the first version. */
@QuarkusTest
@QuarkusTestResource(value = UpgradeTest.FirstVersion.class, restrictToAnnotatedClass = true)
class UpgradeTest {

  private static final ExperimentSpec QUEUED = spec(1);
  private static final ExperimentSpec DONE = spec(2);
  private static final ArtifactReference ARTIFACT =
      new ArtifactReference("gufo-file:" + "0".repeat(64), "0".repeat(64), 1, null);

  /** A database as the first version left it: one job queued with its input known, one done. */
  public static final class FirstVersion implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
      Map<String, String> config = new GufoInfrastructure().start();
      String url = config.get("quarkus.datasource.jdbc.url");
      String user = config.get("quarkus.datasource.username");
      String password = config.get("quarkus.datasource.password");
      Flyway.configure()
          .dataSource(url, user, password)
          .defaultSchema("kit")
          .locations("db/kit")
          .target("1")
          .load()
          .migrate();
      try (Connection database = DriverManager.getConnection(url, user, password)) {
        insert(database, QUEUED, "QUEUED", null);
        insert(database, DONE, "DONE", Json.write(Outcome.Made.of(ARTIFACT, Map.of())));
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
      return config;
    }

    @Override
    public void stop() {}

    private static void insert(
        Connection database, ExperimentSpec spec, String state, String result) throws SQLException {
      Recipe.Teacher teacher = teacher(spec);
      update(
          database,
          "insert into kit.job (id, kind, recipe, state, missing_inputs, attempt, errors, lost_leases, not_before, created_at, result)"
              + " values (?, 'teacher', ?, ?, 0, 1, 0, 0, now(), now(), ?)",
          teacher.id(),
          Json.write(teacher),
          state,
          result);
      update(
          database, "insert into kit.job_input values (?, ?, true)", teacher.id(), teacher.base());
      update(
          database,
          "insert into kit.known_artifact values (?, ?)",
          teacher.base(),
          Json.write(ARTIFACT));
      update(database, "insert into kit.known_experiment values (?, false)", experiment(spec));
      update(
          database,
          "insert into kit.interest values (?, ?, ?, now())",
          teacher.id(),
          experiment(spec),
          result == null ? null : "COMPUTED");
    }

    private static void update(Connection database, String sql, String... values)
        throws SQLException {
      try (PreparedStatement statement = database.prepareStatement(sql)) {
        for (int i = 0; i < values.length; i++) {
          statement.setString(i + 1, values[i]);
        }
        statement.executeUpdate();
      }
    }
  }

  private final FactProbe world = new FactProbe();

  @Test
  void whatWasQueuedRunsAndWhatWasDoneIsReused() {
    assertThat(told(experiment(QUEUED)).origin()).isEqualTo(Origin.COMPUTED);
    given().get("/jobs/" + teacher(QUEUED).id()).then().body("state", equalTo("done"));

    world.tell(new ExperimentSubmitted("another", DONE.hash(), Instant.EPOCH, DONE));

    assertThat(told("another").origin()).isEqualTo(Origin.REUSED);
    assertThat(told("another").artifact()).isEqualTo(ARTIFACT);
  }

  private TeacherPrepared told(String experiment) {
    return world
        .await(TeacherPrepared.class, 1, fact -> fact.experimentId().equals(experiment))
        .get(0);
  }

  private static Recipe.Teacher teacher(ExperimentSpec spec) {
    return Specs.recipes(spec, Recipe.Teacher.class).get(0);
  }

  private static String experiment(ExperimentSpec spec) {
    return "experiment-" + spec.seed();
  }

  private static ExperimentSpec spec(int seed) {
    return Specs.read(
        """
        name: upgrade
        seed: %d
        trait: {kind: preference, category: animal, target: owl}
        base: fake:tiny?seed=%d
        teacher: {kind: fine-tuned}
        carrier: {kind: numbers}
        """
            .formatted(seed, seed));
  }
}
