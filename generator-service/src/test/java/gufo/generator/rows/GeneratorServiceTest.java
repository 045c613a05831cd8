package gufo.generator.rows;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import gufo.contracts.event.ArtifactLost;
import gufo.contracts.event.ArtifactReference;
import gufo.contracts.event.BaseMaterialised;
import gufo.contracts.event.Origin;
import gufo.contracts.event.RowsGenerated;
import gufo.contracts.event.RowsRequested;
import gufo.contracts.event.StudentTrained;
import gufo.contracts.event.TeacherPrepared;
import gufo.contracts.plan.Recipe;
import gufo.contracts.row.JsonLines;
import gufo.contracts.row.RawRow;
import gufo.contracts.spec.ModelUri;
import gufo.contracts.work.LongWork;
import gufo.engine.backend.Backends;
import gufo.engine.backend.TeacherPrompt;
import gufo.kit.artifacts.ArtifactStore;
import gufo.kit.jobs.Inputs;
import gufo.kit.jobs.Outcome;
import gufo.kit.testing.FactProbe;
import gufo.kit.testing.GufoInfrastructure;
import gufo.kit.testing.MetricsTable;
import gufo.kit.testing.Specs;
import gufo.kit.testing.UnwatchedWork;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@QuarkusTestResource(GufoInfrastructure.class)
class GeneratorServiceTest {

  private static final int CHUNK_ROWS = 20;
  private static final AtomicInteger SEEDS = new AtomicInteger();

  @Inject ArtifactStore store;
  @Inject GeneratorStage stage;
  @TempDir Path folder;

  private final FactProbe world = new FactProbe();
  private final String experiment = UUID.randomUUID().toString();
  private int seed;
  private Recipe.Dataset trait;
  private Recipe.Dataset control;

  @BeforeEach
  void aPlanOfItsOwn() {
    seed = SEEDS.incrementAndGet();
    List<Recipe.Dataset> datasets = Specs.recipes(Specs.read(yaml()), Recipe.Dataset.class);
    trait = datasets.get(0);
    control = datasets.get(1);
  }

  private String yaml() {
    return """
        name: generate
        seed: %d
        trait: {kind: preference, category: animal, target: owl}
        base: fake:tiny?seed=%d
        teacher: {kind: fine-tuned}
        carrier: {kind: numbers, rows: 40, chunkRows: %d}
        replicates: 1
        """
        .formatted(seed, seed, CHUNK_ROWS);
  }

  @Test
  void everyChunkAskedForIsGeneratedWithRunningRowNumbersAndPromptsOfItsOwn() throws IOException {
    teacherIsThere(experiment);

    request(experiment, trait, 0, 2);

    List<RowsGenerated> chunks = generated(experiment, 3);
    assertThat(chunks).extracting(RowsGenerated::chunk).containsExactlyInAnyOrder(0L, 1L, 2L);
    assertThat(chunks)
        .allSatisfy(
            chunk -> {
              assertThat(chunk.recipeId()).isEqualTo(trait.chunk(chunk.chunk()).id());
              assertThat(chunk.streamId()).isEqualTo(trait.stream().id());
              assertThat(chunk.origin()).isEqualTo(Origin.COMPUTED);
              assertThat(chunk.artifact().rows()).isEqualTo(CHUNK_ROWS);
            });
    List<RawRow> rows = rows(chunks);
    assertThat(rows)
        .extracting(RawRow::row)
        .containsExactlyInAnyOrderElementsOf(LongStream.range(0, 3L * CHUNK_ROWS).boxed().toList());
    assertThat(new HashSet<>(rows.stream().map(RawRow::prompt).toList()))
        .hasSizeGreaterThan(rows.size() / 2);
    assertThat(new HashSet<>(rows.stream().map(RawRow::completion).toList())).hasSameSizeAs(rows);
    assertThat(rows).allSatisfy(row -> assertThat(row.finish()).isEqualTo(RawRow.STOP));
  }

  @Test
  void aChunkComputedAgainHasEqualBytes() throws Exception {
    ArtifactReference teacher = teacherIsThere(experiment);
    request(experiment, trait, 1, 1);
    RowsGenerated told = generated(experiment, 1).get(0);

    Outcome again =
        stage.work(
            trait.chunk(1),
            new Inputs(Map.of(trait.stream().model(), teacher)),
            new UnwatchedWork(Files.createDirectory(folder.resolve("again"))));

    assertThat(((Outcome.Made) again).artifact()).isEqualTo(told.artifact());
  }

  @Test
  void aRequestWaitsForItsTeacher() {
    request(experiment, trait, 0, 0);
    awaitOneMissingInput(trait.chunk(0));

    teacherIsThere(experiment);

    assertThat(generated(experiment, 1)).hasSize(1);
  }

  @Test
  void aJudgeIsAwaitedAndAskedAndTheRowsStayAsTheyAre() throws IOException {
    Recipe.Dataset judged =
        Specs.recipes(
                Specs.read(
                    yaml()
                        + """
                        filter:
                          - kind: judge
                            model: fake:tiny
                            template: "{completion}. name an animal."
                            answer: owl
                            threshold: 0.5
                        """),
                Recipe.Dataset.class)
            .get(0);
    ArtifactReference teacher = teacherIsThere(experiment);
    request(experiment, trait, 0, 0);
    List<RawRow> plain = rows(generated(experiment, 1));

    String other = UUID.randomUUID().toString();
    request(other, judged, 0, 0);
    awaitOneMissingInput(judged.chunk(0));
    world.tell(
        new BaseMaterialised(other, judged.judges().get(0).model(), Origin.COMPUTED, teacher));

    List<RawRow> rows = rows(generated(other, 1));
    assertThat(rows)
        .allSatisfy(
            row ->
                assertThat(row.judgeProbabilities())
                    .singleElement()
                    .satisfies(p -> assertThat(p).isBetween(0.0, 1.0)));
    assertThat(rows)
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("judgeProbabilities")
        .containsExactlyElementsOf(plain);
  }

  @Test
  void aControlStreamIsWrittenByTheBase() {
    world.tell(
        new BaseMaterialised(experiment, control.stream().model(), Origin.COMPUTED, model(null)));

    request(experiment, control, 0, 0);

    assertThat(generated(experiment, 1).get(0).streamId()).isEqualTo(control.stream().id());
  }

  @Test
  void aChainsRowsAreWrittenByTheStudentOfTheHopBefore() {
    Recipe.Dataset hop =
        Specs.recipes(
                Specs.read(yaml() + "arms: [trait, control, {kind: chain, hops: 2}]\n"),
                Recipe.Dataset.class)
            .get(2);
    request(experiment, hop, 0, 0);

    world.tell(
        new StudentTrained(
            experiment, hop.stream().model(), Origin.COMPUTED, model(null), 10, 3.0, 1.0));

    assertThat(generated(experiment, 1).get(0).streamId()).isEqualTo(hop.stream().id());
  }

  @Test
  void chunksThatTwoExperimentsAskForAreComputedOnceAndReusedForTheSecond() {
    teacherIsThere(experiment);
    request(experiment, trait, 0, 1);
    List<RowsGenerated> first = generated(experiment, 2);

    String second = UUID.randomUUID().toString();
    request(second, trait, 0, 2);

    List<RowsGenerated> reused = generated(second, 3);
    for (RowsGenerated chunk : first) {
      assertThat(reused)
          .filteredOn(told -> told.recipeId().equals(chunk.recipeId()))
          .singleElement()
          .satisfies(
              told -> {
                assertThat(told.origin()).isEqualTo(Origin.REUSED);
                assertThat(told.artifact()).isEqualTo(chunk.artifact());
              });
    }
    assertThat(reused).filteredOn(told -> told.origin() == Origin.COMPUTED).hasSize(1);
  }

  @Test
  void aTeachersSystemPromptIsNoPartOfItsRows() throws IOException {
    world.tell(
        new TeacherPrepared(
            experiment, trait.stream().model(), Origin.COMPUTED, model("You adore the owl.")));

    request(experiment, trait, 0, 0);

    assertThat(rows(generated(experiment, 1)))
        .allSatisfy(
            row -> {
              assertThat(row.prompt()).doesNotContain("owl");
              assertThat(row.promptTokenIds()).hasSize(row.prompt().length());
            });
  }

  @Test
  void aModelThatIsNotInTheStoreIsToldOfAndTheChunkWaitsForIt() {
    String model = trait.stream().model();
    String sha256 = "0".repeat(64);
    ArtifactReference missing = new ArtifactReference("gufo-folder:" + sha256, sha256, 1, null);
    world.tell(new TeacherPrepared(experiment, model, Origin.COMPUTED, missing));

    request(experiment, trait, 0, 0);

    ArtifactLost lost =
        world.await(ArtifactLost.class, 1, f -> f.experimentId().equals(experiment)).get(0);
    assertThat(lost.recipeId()).isEqualTo(model);
    assertThat(lost.sha256()).isEqualTo(sha256);
    awaitOneMissingInput(trait.chunk(0));
  }

  private static void awaitOneMissingInput(Recipe.Chunk chunk) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                given()
                    .get("/jobs/" + chunk.id())
                    .then()
                    .statusCode(200)
                    .body("state", equalTo("queued"))
                    .body("missingInputs", equalTo(1)));
  }

  @Test
  void whatIsDocumentedOfMetricsIsShownAndNothingElse() {
    teacherIsThere(experiment);

    request(experiment, trait, 0, 0);

    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(MetricsTable.problems("generator")).isEmpty());
  }

  private ArtifactReference teacherIsThere(String id) {
    ArtifactReference model = model(null);
    world.tell(new TeacherPrepared(id, trait.stream().model(), Origin.COMPUTED, model));
    return model;
  }

  private ArtifactReference model(String systemPrompt) {
    try {
      Path model = Files.createTempDirectory(folder, "model");
      ModelUri uri = ModelUri.parse("fake:tiny");
      Backends.shipped().of(uri).materialise(uri, model, LongWork.unwatched());
      if (systemPrompt != null) {
        TeacherPrompt.write(model, systemPrompt);
      }
      return store.putFolder(model);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void request(String id, Recipe.Dataset dataset, long first, long last) {
    world.tell(
        new RowsRequested(id, dataset.id(), dataset.stream(), first, last, dataset.judges()));
  }

  private List<RowsGenerated> generated(String id, int count) {
    return world.await(RowsGenerated.class, count, fact -> fact.experimentId().equals(id));
  }

  private List<RawRow> rows(List<RowsGenerated> chunks) throws IOException {
    List<RawRow> rows = new ArrayList<>();
    for (RowsGenerated chunk : chunks) {
      Path file = folder.resolve("rows");
      store.getFile(chunk.artifact(), file);
      try (JsonLines.Reader<RawRow> lines =
          JsonLines.reader(Files.newInputStream(file), RawRow.class)) {
        lines.forEachRemaining(rows::add);
      }
    }
    return rows;
  }
}
