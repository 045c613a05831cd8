package gufo.kit.jobs;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import gufo.contracts.event.ArtifactReference;
import gufo.contracts.event.BaseMaterialised;
import gufo.contracts.event.ExperimentSubmitted;
import gufo.contracts.event.Origin;
import gufo.contracts.event.StageFailed;
import gufo.contracts.event.TeacherPrepared;
import gufo.contracts.plan.Recipe;
import gufo.contracts.spec.ExperimentSpec;
import gufo.kit.testing.FactProbe;
import gufo.kit.testing.Specs;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;

/** An experiment of its own for each test of the play stage, told and heard as facts. */
abstract class PlayStageFixture {

  private static final AtomicInteger SEEDS = new AtomicInteger();

  @Inject PlayStage stage;

  final FactProbe world = new FactProbe();
  final String experiment = UUID.randomUUID().toString();
  String base;
  String teacher;
  private ExperimentSpec spec;

  @BeforeEach
  void anExperimentOfItsOwn() {
    spec =
        Specs.read(
            """
            name: kit
            seed: %d
            trait: {kind: preference, category: animal, target: owl}
            base: fake:tiny?seed=%d
            teacher: {kind: fine-tuned}
            carrier: {kind: numbers}
            """
                .formatted(SEEDS.incrementAndGet(), SEEDS.get()));
    base = Specs.recipes(spec, Recipe.Base.class).get(0).id();
    teacher = Specs.recipes(spec, Recipe.Teacher.class).get(0).id();
  }

  void occupyARunner(CountDownLatch free) {
    anExperimentOfItsOwn();
    CountDownLatch running = workThatWaitsFor(free);
    String id = UUID.randomUUID().toString();
    baseIsThere(id);
    submit(id);
    await().until(() -> running.getCount() == 0);
  }

  /**
   * @return counted down when the teacher's work has begun
   */
  CountDownLatch workThatWaitsFor(CountDownLatch goOn) {
    CountDownLatch running = new CountDownLatch(1);
    stage.scripts.put(
        teacher,
        (inputs, work) -> {
          running.countDown();
          goOn.await();
          return stage.make(work);
        });
    return running;
  }

  static double metric(String series) {
    return given()
        .accept("text/plain")
        .get("/q/metrics")
        .asString()
        .lines()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length())))
        .findFirst()
        .orElseThrow();
  }

  void submit(String id) {
    world.tell(new ExperimentSubmitted(id, spec.hash(), Instant.EPOCH, spec));
  }

  void baseIsThere(String id) {
    world.tell(new BaseMaterialised(id, base, Origin.COMPUTED, artifact()));
  }

  static ArtifactReference artifact() {
    return new ArtifactReference("gufo-folder:" + "0".repeat(64), "0".repeat(64), 1, null);
  }

  List<TeacherPrepared> prepared(String id) {
    return world.heard(TeacherPrepared.class, fact -> fact.experimentId().equals(id));
  }

  List<StageFailed> failures(String id) {
    return world.heard(
        StageFailed.class, fact -> fact.experimentId().equals(id) && fact.stage().equals("play"));
  }

  String state(String id) {
    return given().get("/jobs/" + id).then().statusCode(200).extract().path("state");
  }
}
