package gufo.student.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import gufo.contracts.event.ArtifactLost;
import gufo.contracts.event.ArtifactReference;
import gufo.contracts.event.BaseMaterialised;
import gufo.contracts.event.DatasetFiltered;
import gufo.contracts.event.ExperimentSubmitted;
import gufo.contracts.event.Origin;
import gufo.contracts.event.RowCounts;
import gufo.contracts.event.StudentTrained;
import gufo.contracts.id.ContentId;
import gufo.contracts.plan.Recipe;
import gufo.contracts.row.FilteredRow;
import gufo.contracts.row.JsonLines;
import gufo.contracts.row.RawRow;
import gufo.contracts.spec.ExperimentSpec;
import gufo.contracts.spec.ModelUri;
import gufo.contracts.work.LongWork;
import gufo.engine.backend.Backends;
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
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@QuarkusTestResource(GufoInfrastructure.class)
class StudentServiceTest {

  private static final AtomicInteger SEEDS = new AtomicInteger();
  private static final int ROWS = 40;

  @Inject ArtifactStore store;
  @Inject StudentStage stage;

  @ConfigProperty(name = "gufo.artifacts")
  URI artifacts;

  @TempDir Path folder;

  private final FactProbe world = new FactProbe();
  private final String experiment = UUID.randomUUID().toString();
  private int seed;
  private ExperimentSpec spec;
  private Recipe.Student student;

  @BeforeEach
  void aPlanWithOneStudent() {
    seed = SEEDS.incrementAndGet();
    spec = Specs.read(yaml());
    student = Specs.recipes(spec, Recipe.Student.class).get(0);
  }

  private String yaml() {
    return """
        name: train
        seed: %d
        trait: {kind: preference, category: animal, target: owl}
        base: fake:tiny?seed=%d
        teacher: {kind: fine-tuned}
        carrier: {kind: numbers, rows: %d}
        replicates: 1
        """
        .formatted(seed, seed, ROWS);
  }

  @Test
  void aGpuThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> stage.computeOn("cuda"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("gufo.engine.device is 'cuda'; libtorch has no CUDA here");
  }

  @Test
  void aStudentIsTrainedOnceItsBaseAndItsDataSetAreKnown() throws IOException {
    ArtifactReference base = base();
    tellBase(base);
    tellDataset(dataset());
    submit(experiment);

    StudentTrained fact = trained(experiment);
    assertThat(fact.recipeId()).isEqualTo(student.id());
    assertThat(fact.origin()).isEqualTo(Origin.COMPUTED);
    assertThat(fact.steps()).isEqualTo(spec.training().totalSteps(ROWS));
    assertThat(fact.artifact().sha256()).isNotEqualTo(base.sha256());
    Path model = Files.createDirectory(folder.resolve("student"));
    store.getFolder(fact.artifact(), model);
    assertThat(Backends.shipped().of(model).scheme()).isEqualTo("fake");
  }

  @Test
  void aStudentIsTrainedFurtherOnceItIsThereAndTheCleanRowsAreKnown() throws IOException {
    ExperimentSpec washed =
        Specs.read(yaml() + "arms: [trait, control, {kind: washed-out, rows: 9}]\n");
    Recipe.Student further =
        Specs.recipes(washed, Recipe.Student.class).stream()
            .filter(recipe -> recipe.base().equals(student.id()))
            .findFirst()
            .orElseThrow();
    ArtifactReference dataset = dataset();
    world.tell(new ExperimentSubmitted(experiment, washed.hash(), Instant.EPOCH, washed));
    tellBase(base());
    tellDataset(dataset);

    world.tell(
        new DatasetFiltered(
            experiment,
            further.dataset(),
            Origin.COMPUTED,
            dataset,
            new RowCounts(ROWS, ROWS, Map.of())));

    List<StudentTrained> students =
        world.await(StudentTrained.class, 2, fact -> fact.experimentId().equals(experiment));
    assertThat(students)
        .extracting(StudentTrained::recipeId)
        .containsExactly(student.id(), further.id());
    assertThat(students.get(1).artifact()).isNotEqualTo(students.get(0).artifact());
  }

  @Test
  void theOrderInWhichItsInputsBecomeKnownDoesNotMatter() throws IOException {
    submit(experiment);
    tellDataset(dataset());
    tellBase(base());

    assertThat(trained(experiment).origin()).isEqualTo(Origin.COMPUTED);
  }

  @Test
  void theSameRecipeIsReusedAndComputedAgainItHasEqualBytes() throws IOException {
    ArtifactReference base = base();
    ArtifactReference dataset = dataset();
    tellBase(base);
    tellDataset(dataset);
    submit(experiment);
    StudentTrained first = trained(experiment);

    String second = UUID.randomUUID().toString();
    submit(second);
    Outcome again =
        stage.work(
            student,
            new Inputs(Map.of(student.base(), base, student.dataset(), dataset)),
            new UnwatchedWork(Files.createDirectory(folder.resolve("again"))));

    assertThat(trained(second).origin()).isEqualTo(Origin.REUSED);
    assertThat(trained(second).artifact()).isEqualTo(first.artifact());
    assertThat(((Outcome.Made) again).artifact()).isEqualTo(first.artifact());
  }

  @Test
  void aDamagedDataSetIsToldOfAndTheStudentWaitsForIt() throws IOException {
    ArtifactReference dataset = dataset();
    damageRows();
    tellBase(base());
    tellDataset(dataset);

    submit(experiment);

    ArtifactLost lost =
        world.await(ArtifactLost.class, 1, fact -> fact.experimentId().equals(experiment)).get(0);
    assertThat(lost)
        .isEqualTo(
            new ArtifactLost(experiment, student.dataset(), dataset.sha256(), student.id(), 1));
  }

  @Test
  void whatIsDocumentedOfMetricsIsShownAndNothingElse() throws IOException {
    tellBase(base());
    tellDataset(dataset());

    submit(experiment);

    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(MetricsTable.problems("student")).isEmpty());
  }

  /** Flips one byte of the data set's rows where the store keeps them. */
  private void damageRows() throws IOException {
    byte[] rows = Files.readAllBytes(folder.resolve("dataset/rows.jsonl"));
    String sha256 = ContentId.sha256(rows);
    rows[rows.length / 2] ^= 1;
    Files.write(
        Path.of(artifacts).resolve("blobs").resolve(sha256.substring(0, 2)).resolve(sha256), rows);
  }

  private ArtifactReference base() throws IOException {
    Path model = Files.createTempDirectory(folder, "base");
    ModelUri uri = ModelUri.parse(spec.base());
    Backends.shipped().of(uri).materialise(uri, model, LongWork.unwatched());
    return store.putFolder(model);
  }

  private ArtifactReference dataset() throws IOException {
    Path dataset = Files.createDirectory(folder.resolve("dataset"));
    try (JsonLines.Writer<FilteredRow> rows =
        JsonLines.writer(Files.newOutputStream(dataset.resolve("rows.jsonl")), FilteredRow.class)) {
      for (int row = 0; row < ROWS; row++) {
        String numbers = "%d, 7, %d".formatted(row, spec.seed());
        RawRow raw = new RawRow(row, "go on", numbers, List.of(1), List.of(2), RawRow.STOP, true);
        rows.write(FilteredRow.of(raw, Map.of("numbers-format", FilteredRow.KEPT)));
      }
    }
    return store.putFolder(dataset);
  }

  private void submit(String id) {
    world.tell(new ExperimentSubmitted(id, spec.hash(), Instant.EPOCH, spec));
  }

  private void tellBase(ArtifactReference base) {
    world.tell(new BaseMaterialised(experiment, student.base(), Origin.COMPUTED, base));
  }

  private void tellDataset(ArtifactReference dataset) {
    world.tell(
        new DatasetFiltered(
            experiment,
            student.dataset(),
            Origin.COMPUTED,
            dataset,
            new RowCounts(ROWS, ROWS, Map.of())));
  }

  private StudentTrained trained(String id) {
    return world.await(StudentTrained.class, 1, fact -> fact.experimentId().equals(id)).get(0);
  }
}
