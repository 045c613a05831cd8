package gufo.kit.jobs;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gufo.contracts.event.ArtifactReference;
import gufo.contracts.event.BaseMaterialised;
import gufo.contracts.event.ExperimentSubmitted;
import gufo.contracts.event.Origin;
import gufo.contracts.plan.Recipe;
import gufo.contracts.spec.ExperimentSpec;
import gufo.kit.testing.FactProbe;
import gufo.kit.testing.GufoInfrastructure;
import gufo.kit.testing.Specs;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(GufoInfrastructure.class)
class TurnsTest {

  private static final int SLOTS = 2;
  private static final int CELLS = 8;

  @Inject PlayStage stage;

  private final FactProbe world = new FactProbe();
  private final CountDownLatch free = new CountDownLatch(1);
  private final List<String> order = new CopyOnWriteArrayList<>();
  private int seed = 20_000;

  @Test
  void anExperimentThatComesAfterASweepWaitsForOneOfItsJobsNotForAll() {
    for (int slot = 0; slot < SLOTS; slot++) {
      String busy = submit(null);
      await().until(() -> stage.attempts(busy) == 1);
    }
    List<String> cells = new ArrayList<>();
    for (int cell = 0; cell < CELLS; cell++) {
      cells.add(submit("many-seeds"));
    }
    String alone = submit(null);

    free.countDown();

    await().atMost(Duration.ofSeconds(60)).until(() -> order.size() == SLOTS + CELLS + 1);
    List<String> waited = order.subList(SLOTS, order.size());
    assertThat(waited.indexOf(alone)).isLessThan(SLOTS);
    assertThat(waited).containsAll(cells);
  }

  /** A job of an experiment of its own; returns when it is queued. */
  private String submit(String sweep) {
    seed++;
    ExperimentSpec spec =
        Specs.read(
            """
            name: turns
            seed: %d
            trait: {kind: preference, category: animal, target: owl}
            base: fake:tiny?seed=%d
            teacher: {kind: fine-tuned}
            carrier: {kind: numbers}
            """
                .formatted(seed, seed));
    String base = Specs.recipes(spec, Recipe.Base.class).get(0).id();
    String teacher = Specs.recipes(spec, Recipe.Teacher.class).get(0).id();
    stage.scripts.put(
        teacher,
        (inputs, work) -> {
          order.add(teacher);
          free.await();
          return stage.make(work);
        });
    String experiment = UUID.randomUUID().toString();
    ArtifactReference artifact =
        new ArtifactReference("gufo-folder:" + "0".repeat(64), "0".repeat(64), 1, null);
    world.tell(new BaseMaterialised(experiment, base, Origin.COMPUTED, artifact));
    world.tell(new ExperimentSubmitted(experiment, spec.hash(), Instant.EPOCH, spec, null, sweep));
    await()
        .until(
            () ->
                "0".equals(given().get("/jobs/" + teacher).jsonPath().getString("missingInputs")));
    return teacher;
  }
}
