package gufo.filter.datasets;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import gufo.contracts.event.ArtifactReference;
import gufo.contracts.event.DatasetFiltered;
import gufo.contracts.event.ExperimentSubmitted;
import gufo.contracts.event.Origin;
import gufo.contracts.event.RowsGenerated;
import gufo.contracts.event.RowsRequested;
import gufo.contracts.event.StageFailed;
import gufo.contracts.plan.Plan;
import gufo.contracts.plan.Recipe;
import gufo.contracts.row.FilteredRow;
import gufo.contracts.row.JsonLines;
import gufo.contracts.row.RawRow;
import gufo.contracts.spec.ExperimentSpec;
import gufo.contracts.spec.Reading;
import gufo.contracts.spec.SpecReader;
import gufo.kit.artifacts.ArtifactStore;
import gufo.kit.testing.FactProbe;
import gufo.kit.testing.GufoInfrastructure;
import gufo.kit.testing.MetricsTable;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@QuarkusTestResource(GufoInfrastructure.class)
class FilterServiceTest {

  @Inject ArtifactStore store;
  @TempDir Path folder;

  private final FactProbe world = new FactProbe();
  private final String experiment = UUID.randomUUID().toString();
  private ExperimentSpec spec;
  private String dataset;

  @Test
  void chunksAreAskedForAsTheYieldDemandsAndTheFirstKeptRowsMakeTheDataSet() throws IOException {
    submit(6, 40, 4);
    Recipe.Stream stream = awaitRequest(1).get(0).stream();
    assertThat(awaitRequest(1).get(0).lastChunk()).isEqualTo(1);
    given()
        .get("/jobs/" + dataset)
        .then()
        .body("attempt", equalTo(0))
        .body("missingInputs", equalTo(2));

    generate(stream, 0, row -> row % 2 == 0 ? "1, 2, 3" : "1, 2 and an owl");
    generate(stream, 1, row -> row % 2 == 0 ? "[4;5]" : "owl");
    List<RowsRequested> requests = awaitRequest(2);
    assertThat(requests)
        .last()
        .satisfies(request -> assertThat(request.lastChunk()).isGreaterThan(1));
    for (long chunk = 2; chunk <= requests.get(requests.size() - 1).lastChunk(); chunk++) {
      generate(stream, chunk, row -> "7 8 9");
    }

    await().untilAsserted(() -> assertThat(filtered()).hasSize(1));
    DatasetFiltered fact = filtered().get(0);
    assertThat(fact.origin()).isEqualTo(Origin.COMPUTED);
    assertThat(fact.counts().generated()).isEqualTo(12);
    assertThat(fact.counts().kept()).isEqualTo(8);
    assertThat(fact.counts().rejected()).containsEntry("invalid-format", 4);
    Path files = Files.createDirectory(folder.resolve("dataset"));
    store.getFolder(fact.artifact(), files);
    assertThat(rows(files.resolve("rows.jsonl")))
        .extracting(FilteredRow::row)
        .containsExactly(0L, 2L, 4L, 6L, 8L, 9L);
    assertThat(rows(files.resolve("rejected.jsonl")))
        .hasSize(4)
        .allSatisfy(
            row -> assertThat(row.verdicts()).containsEntry("numbers-format", "invalid-format"));
  }

  @Test
  void tooFewRowsFailTheDataSetWithItsCounts() throws IOException {
    String ownStream = "seed: 2";
    submit(experiment, 4, 8, 4, ownStream);
    Recipe.Stream stream = awaitRequest(1).get(0).stream();
    generate(stream, 0, row -> "an owl");
    awaitRequest(2);
    generate(stream, 1, row -> "1");

    await().untilAsserted(() -> assertThat(filtered()).hasSize(1));

    String other = UUID.randomUUID().toString();
    submit(other, 5, 8, 4, ownStream);
    await().untilAsserted(() -> assertThat(failures(other)).hasSize(1));
    assertThat(failures(other).get(0).reason())
        .contains("only 4 of 8 raw rows were kept, 5 are needed")
        .contains("invalid-format=4");
  }

  @Test
  void rowsAreAskedForWithTheirJudgesAndGoByWhatTheseSay() throws IOException {
    submit(
        experiment,
        5,
        10,
        10,
        "filter: [{kind: judge, model: 'fake:j', template: '{completion}', answer: owl,"
            + " threshold: 0.25}]");
    RowsRequested request = awaitRequest(1).get(0);
    assertThat(request.judges()).singleElement().extracting(Recipe.Judge::answer).isEqualTo("owl");

    generate(request.stream(), 0, row -> "7", request.judges(), 0.25);

    await().untilAsserted(() -> assertThat(filtered()).hasSize(1));
    assertThat(filtered().get(0).counts().rejected()).isEqualTo(Map.of("judged", 5));
    Path files = Files.createDirectory(folder.resolve("judged"));
    store.getFolder(filtered().get(0).artifact(), files);
    assertThat(rows(files.resolve("rows.jsonl")))
        .extracting(FilteredRow::row)
        .containsExactly(1L, 3L, 5L, 7L, 9L);
  }

  @Test
  void aDerivedDataSetIsMadeOnceItsSourceIs() throws IOException {
    submit(experiment, 5, 10, 5, "arms: [trait, control, {kind: permuted}]");
    String permuted = derivedFrom(dataset);
    generate(awaitRequest(1).get(0).stream(), 0, row -> row + ", " + row);

    await().untilAsserted(() -> assertThat(filtered(permuted)).hasSize(1));
    DatasetFiltered fact = filtered(permuted).get(0);
    assertThat(fact.counts().generated()).isZero();
    assertThat(fact.counts().kept()).isEqualTo(5);
    Path files = Files.createDirectory(folder.resolve("permuted"));
    store.getFolder(fact.artifact(), files);
    assertThat(rows(files.resolve("rows.jsonl")))
        .extracting(FilteredRow::completion)
        .containsExactlyInAnyOrder("0, 0", "1, 1", "2, 2", "3, 3", "4, 4")
        .isNotEqualTo(List.of("0, 0", "1, 1", "2, 2", "3, 3", "4, 4"));
  }

  @Test
  void whatIsDocumentedOfMetricsIsShownAndNothingElse() throws IOException {
    submit(5, 10, 10);

    generate(awaitRequest(1).get(0).stream(), 0, row -> "7");

    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(MetricsTable.problems("filter")).isEmpty());
    given().get("/openapi").then().statusCode(200).body(containsString("/jobs"));
  }

  private void submit(int rows, int maxRows, int chunkRows) {
    submit(experiment, rows, maxRows, chunkRows, "");
  }

  private void submit(String id, int rows, int maxRows, int chunkRows, String more) {
    String yaml =
        """
        name: filter
        trait: {kind: preference, category: animal, target: owl}
        base: fake:filter
        teacher: {kind: fine-tuned}
        carrier: {kind: numbers, rows: %d, maxRows: %d, chunkRows: %d}
        replicates: 1
        """
                .formatted(rows, maxRows, chunkRows)
            + (more.startsWith("filter")
                ? more
                : "filter: [{kind: numbers-format}, {kind: banned-words}]\n" + more);
    Reading<ExperimentSpec> read = SpecReader.readYaml(yaml.getBytes(StandardCharsets.UTF_8));
    assertThat(read).isInstanceOf(Reading.Valid.class);
    spec = ((Reading.Valid<ExperimentSpec>) read).value();
    dataset =
        Plan.of(spec).nodes().stream()
            .filter(node -> node.recipe() instanceof Recipe.Dataset)
            .findFirst()
            .orElseThrow()
            .id();
    world.tell(new ExperimentSubmitted(id, spec.hash(), Instant.EPOCH, spec));
  }

  private String derivedFrom(String source) {
    return Plan.of(spec).nodes().stream()
        .filter(node -> node.recipe() instanceof Recipe.Derived)
        .filter(node -> node.after().contains(source))
        .findFirst()
        .orElseThrow()
        .id();
  }

  private List<RowsRequested> awaitRequest(int count) {
    await().untilAsserted(() -> assertThat(requests()).hasSizeGreaterThanOrEqualTo(count));
    return requests().stream()
        .sorted(java.util.Comparator.comparing(RowsRequested::lastChunk))
        .toList();
  }

  private List<RowsRequested> requests() {
    return world.heard(
        RowsRequested.class,
        f -> f.experimentId().equals(experiment) && f.datasetId().equals(dataset));
  }

  private void generate(Recipe.Stream stream, long chunk, LongFunction<String> completion)
      throws IOException {
    generate(stream, chunk, completion, List.of(), 0);
  }

  private void generate(
      Recipe.Stream stream,
      long chunk,
      LongFunction<String> completion,
      List<Recipe.Judge> judges,
      double share)
      throws IOException {
    Path file = folder.resolve("chunk-" + chunk);
    try (JsonLines.Writer<RawRow> writer =
        JsonLines.writer(Files.newOutputStream(file), RawRow.class)) {
      for (long row = chunk * stream.chunkRows(); row < (chunk + 1) * stream.chunkRows(); row++) {
        writer.write(
            new RawRow(
                row,
                "go on",
                completion.apply(row),
                List.of(1),
                List.of(2),
                RawRow.STOP,
                true,
                Collections.nCopies(judges.size(), row % 2 == 0 ? share : 0.0)));
      }
    }
    ArtifactReference reference = store.putFile(file, (long) stream.chunkRows());
    String id = new Recipe.Chunk(stream, chunk, judges).id();
    world.tell(new RowsGenerated(experiment, id, Origin.COMPUTED, reference, stream.id(), chunk));
  }

  private static List<FilteredRow> rows(Path file) throws IOException {
    List<FilteredRow> rows = new ArrayList<>();
    try (JsonLines.Reader<FilteredRow> lines =
        JsonLines.reader(Files.newInputStream(file), FilteredRow.class)) {
      lines.forEachRemaining(rows::add);
    }
    return rows;
  }

  private List<DatasetFiltered> filtered() {
    return filtered(dataset);
  }

  private List<DatasetFiltered> filtered(String id) {
    return world.heard(
        DatasetFiltered.class, f -> f.experimentId().equals(experiment) && f.recipeId().equals(id));
  }

  private List<StageFailed> failures(String id) {
    return world.heard(
        StageFailed.class, f -> f.experimentId().equals(id) && f.recipeId().equals(dataset));
  }
}
