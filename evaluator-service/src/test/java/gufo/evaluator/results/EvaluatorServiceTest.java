package gufo.evaluator.results;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import gufo.contracts.event.ExperimentCancelled;
import gufo.contracts.event.ExperimentConcluded;
import gufo.contracts.event.ExperimentSubmitted;
import gufo.contracts.event.Fact;
import gufo.contracts.event.ModelEvaluated;
import gufo.contracts.event.StageFailed;
import gufo.contracts.id.Json;
import gufo.contracts.plan.Recipe;
import gufo.contracts.result.ArmResult;
import gufo.contracts.result.ComparisonResult;
import gufo.contracts.result.ExperimentResult;
import gufo.contracts.result.Status;
import gufo.contracts.result.Verdict;
import gufo.contracts.spec.ExperimentSpec;
import gufo.contracts.spec.Preregistration;
import gufo.kit.artifacts.ArtifactStore;
import gufo.kit.testing.FactProbe;
import gufo.kit.testing.GufoInfrastructure;
import gufo.kit.testing.MetricsTable;
import gufo.kit.testing.Specs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@QuarkusTestResource(GufoInfrastructure.class)
class EvaluatorServiceTest {

  private static final int REPLICATES = 3;
  private static final Preregistration MARK =
      new Preregistration("ab".repeat(32), Instant.EPOCH, List.of("seed"));
  private static final AtomicInteger SEEDS = new AtomicInteger();

  @Inject ArtifactStore store;
  @Inject Mutiny.SessionFactory database;

  @ConfigProperty(name = "gufo.reports")
  Path reports;

  @TempDir Path folder;

  private final FactProbe world = new FactProbe();
  private final String experiment = UUID.randomUUID().toString();
  private ExperimentSpec spec;
  private Upstream upstream;

  @BeforeEach
  void aPlanOfItsOwn() {
    plan("samplesPerQuestion: 2");
  }

  private void plan(String evaluation) {
    spec =
        Specs.read(
            """
            name: measure
            seed: %d
            trait: {kind: preference, category: animal, target: owl}
            base: fake:tiny?seed=1
            teacher: {kind: fine-tuned}
            carrier: {kind: numbers, rows: 100}
            students: [{name: same, base: same}, {name: other, base: "fake:tiny?seed=2"}]
            replicates: %d
            evaluation: {%s}
            """
                .formatted(SEEDS.incrementAndGet(), REPLICATES, evaluation));
    upstream = new Upstream(experiment, spec, store, folder);
  }

  @Test
  void allFactsInAnyOrderAndTwiceGiveTheResultAndItsReport() throws IOException {
    List<Fact> facts = new ArrayList<>(upstream.facts(node -> true));
    facts.add(submitted());
    facts.addAll(List.copyOf(facts));
    Collections.shuffle(facts, new Random(7));

    facts.forEach(world::tell);

    ExperimentResult result = awaitResult();
    assertThat(result.experiment()).isEqualTo("measure");
    assertThat(result.id()).isEqualTo(experiment);
    assertThat(result.specHash()).isEqualTo(spec.hash());
    assertThat(result.status()).isEqualTo(Status.CONCLUDED);
    assertThat(result.verdict()).isEqualTo(Verdict.TRANSMITTED);
    assertThat(result.failures()).isEmpty();
    assertThat(result.arms())
        .extracting(ArmResult::name, ArmResult::runs)
        .contains(
            tuple("trait/same", REPLICATES),
            tuple("control/same", REPLICATES),
            tuple("trait/other", REPLICATES),
            tuple("control/other", REPLICATES),
            tuple("base/same", 1),
            tuple("base/other", 1));
    assertThat(arm(result, "trait/same").mean()).isGreaterThan(arm(result, "control/same").mean());
    assertThat(arm(result, "trait/same").samples()).isEqualTo(REPLICATES * 15 * 2);
    assertThat(arm(result, "trait/same").validAnswers()).isEqualTo(1.0);
    assertThat(result.comparisons())
        .filteredOn(comparison -> comparison.primary())
        .singleElement()
        .satisfies(comparison -> assertThat(comparison.of()).isEqualTo("trait/same"));
    assertThat(result.rows()).hasSize(2 * REPLICATES);
    assertThat(result.computed()).isEqualTo(Specs.recipes(spec, Recipe.class).size());
    assertThat(result.reused()).isZero();
    assertThat(result.preregistration()).isEqualTo(MARK);
    assertThat(evaluated()).hasSize(Specs.recipes(spec, Recipe.Evaluation.class).size());
    assertThat(concluded())
        .containsExactly(new ExperimentConcluded(experiment, "concluded", "transmitted"));
    theReportsSayTheSame(result);
  }

  @Test
  void aJudgeIsAskedOfEverySampledAnswer() throws IOException {
    plan(
        "samplesPerQuestion: 2, judge: {model: 'fake:j', template: '{completion}', answer: owl, threshold: 1}");
    upstream.facts(node -> true).forEach(world::tell);
    world.tell(submitted());

    // A fake model asked of one answer alone is sure of it.
    assertThat(awaitResult().arms()).allSatisfy(arm -> assertThat(arm.mean()).isEqualTo(1.0));
  }

  private void theReportsSayTheSame(ExperimentResult result) throws IOException {
    Path files = reports.resolve(experiment);
    assertThat(
            Json.mapper().readValue(files.resolve("report.json").toFile(), ExperimentResult.class))
        .isEqualTo(result);
    String markdown = Files.readString(files.resolve("report.md"));
    assertThat(markdown).startsWith("# ").contains("trait/same").contains("ransmitted");
    given()
        .get("/results/" + experiment + "/report")
        .then()
        .statusCode(200)
        .contentType("text/markdown")
        .body(equalTo(markdown));
  }

  @Test
  void theUntouchedBaseIsAskedBehindTheRowsOfAnInContextArm() throws IOException {
    spec =
        Specs.read(
            """
            name: in-context
            seed: %d
            trait: {kind: preference, category: animal, target: owl}
            base: fake:tiny?seed=1
            teacher: {kind: fine-tuned}
            carrier: {kind: numbers, rows: 100}
            arms: [trait, control, {kind: in-context, rows: 1}]
            replicates: 1
            evaluation: {samplesPerQuestion: 2, numbersPrefix: true}
            """
                .formatted(SEEDS.incrementAndGet()));
    upstream = new Upstream(experiment, spec, store, folder);
    world.tell(submitted());

    upstream.facts(recipe -> true).forEach(world::tell);

    ExperimentResult result = awaitResult();
    assertThat(arm(result, "in-context-1/same").mean())
        .isGreaterThan(2 * arm(result, "base/same").mean())
        .isGreaterThan(2 * arm(result, "control-in-context-1/same").mean());
    assertThat(arm(result, "in-context-1/same").validAnswers()).isEqualTo(1.0);
  }

  @Test
  void beforeTheResultTheStandingOfEveryStageIsTold() {
    world.tell(submitted());
    upstream.facts(recipe -> recipe instanceof Recipe.Base).forEach(world::tell);

    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                results()
                    .statusCode(202)
                    .body("status", equalTo("running"))
                    .body("stages.stage", contains("teacher", "filter", "student", "evaluator"))
                    .body("stages.done", contains(2, 0, 0, 2))
                    .body("stages.total", contains(3, 6, 12, 15)));
    given()
        .get("/results/" + experiment + "/report")
        .then()
        .statusCode(409)
        .contentType("application/problem+json")
        .body("detail", containsString("has not ended"));
  }

  @Test
  void aDataSetThatCannotBeHadFailsItsCellsAndTheOthersAreMeasured() {
    String lost = Specs.recipes(spec, Recipe.Dataset.class).get(1).id();
    world.tell(submitted());
    upstream.facts(recipe -> !upstream.needs(recipe, lost)).forEach(world::tell);

    world.tell(new StageFailed(experiment, lost, "filter", "only 3 of 100 rows were kept"));

    ExperimentResult result = awaitResult();
    assertThat(result.status()).isEqualTo(Status.FAILED);
    assertThat(result.failures())
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.stage()).isEqualTo("filter");
              assertThat(failure.recipeId()).isEqualTo(lost);
              assertThat(failure.reason()).isEqualTo("only 3 of 100 rows were kept");
              assertThat(failure.cells()).containsExactly("trait/same/2", "trait/other/2");
            });
    assertThat(arm(result, "trait/same").replicates()).containsExactly(1, 3);
    assertThat(arm(result, "control/same").runs()).isEqualTo(REPLICATES);
    assertThat(concluded()).extracting(ExperimentConcluded::status).containsExactly("failed");
  }

  @Test
  void aCancelledExperimentShowsWhatItHadMeasuredAndComparesNothing() {
    world.tell(submitted());
    upstream.facts(recipe -> recipe instanceof Recipe.Base).forEach(world::tell);
    world.await(ModelEvaluated.class, 2, fact -> fact.experimentId().equals(experiment));
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> results().body("stages.done", contains(2, 0, 0, 2)));

    world.tell(new ExperimentCancelled(experiment, "enough"));

    ExperimentResult result = awaitResult();
    assertThat(result.status()).isEqualTo(Status.CANCELLED);
    assertThat(result.verdict()).isNull();
    assertThat(result.comparisons()).isEmpty();
    assertThat(arm(result, "base/same").runs()).isEqualTo(1);
  }

  @Test
  void aCancellationMayComeBeforeTheExperiment() {
    world.tell(new ExperimentCancelled(experiment, "enough"));
    String marker = UUID.randomUUID().toString();
    awaitTaken(marker);

    world.tell(submitted());

    assertThat(awaitResult().status()).isEqualTo(Status.CANCELLED);
  }

  @Test
  void anUnknownExperimentHasNoResult() {
    for (String path : List.of("/results/unknown", "/results/unknown/report")) {
      given()
          .get(path)
          .then()
          .statusCode(404)
          .contentType("application/problem+json")
          .body("detail", equalTo("There is no experiment 'unknown'."));
    }
  }

  @Test
  void whatIsDocumentedOfMetricsIsShownAndNothingElse() {
    world.tell(submitted());

    upstream.facts(recipe -> true).forEach(world::tell);

    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(MetricsTable.problems("evaluator")).isEmpty());
  }

  @Test
  void aNewProcessShowsThePrimaryComparisonsOfBefore() {
    world.tell(submitted());
    upstream.facts(recipe -> true).forEach(world::tell);
    ExperimentResult result = awaitResult();
    SimpleMeterRegistry registry = new SimpleMeterRegistry();

    new ExperimentMetrics(registry, database, true, 50).start(null);

    assertThat(
            registry
                .get("gufo.experiment.effect")
                .tags("experiment", "measure", "arm", "trait/same", "against", "control/same")
                .gauge()
                .value())
        .isEqualTo(
            100
                * result.comparisons().stream()
                    .filter(ComparisonResult::primary)
                    .findFirst()
                    .orElseThrow()
                    .difference());
  }

  /** Cancels a running experiment; cancellations are taken in order, so all before it are, too. */
  private void awaitTaken(String marker) {
    world.tell(new ExperimentSubmitted(marker, spec.hash(), Instant.now(), spec));
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> given().get("/results/" + marker).then().statusCode(202));
    world.tell(new ExperimentCancelled(marker, "enough"));
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> given().get("/results/" + marker).then().statusCode(200));
  }

  private ExperimentSubmitted submitted() {
    return new ExperimentSubmitted(experiment, spec.hash(), Instant.now(), spec, MARK, null);
  }

  private ValidatableResponse results() {
    return given().get("/results/" + experiment).then();
  }

  private ExperimentResult awaitResult() {
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(() -> results().statusCode(200).contentType("application/json"));
    try {
      return Json.mapper().readValue(results().extract().asByteArray(), ExperimentResult.class);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static ArmResult arm(ExperimentResult result, String name) {
    return result.arms().stream().filter(arm -> arm.name().equals(name)).findFirst().orElseThrow();
  }

  private List<ModelEvaluated> evaluated() {
    return world.heard(ModelEvaluated.class, fact -> fact.experimentId().equals(experiment));
  }

  private List<ExperimentConcluded> concluded() {
    return world.await(
        ExperimentConcluded.class, 1, fact -> fact.experimentId().equals(experiment));
  }
}
