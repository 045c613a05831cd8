package gufo.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gufo.contracts.Specs;
import gufo.contracts.id.ContentId;
import gufo.contracts.id.Json;
import gufo.contracts.plan.Node;
import gufo.contracts.plan.Plan;
import gufo.contracts.plan.Recipe;
import gufo.contracts.spec.ExperimentSpec;
import gufo.contracts.spec.Preregistration;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

public class FactContractTest {

  private static final String EXPERIMENT = "019ab5c4-9d00-7000-8000-000000000001";
  private static final String RECIPE = ContentId.of("a recipe");

  public static Stream<Fact> facts() {
    ArtifactReference model =
        new ArtifactReference("file:/store/" + "ab".repeat(32), "ab".repeat(32), 274_432, null);
    ArtifactReference rows =
        new ArtifactReference("file:/store/" + "cd".repeat(32), "cd".repeat(32), 91_204, 1000L);
    return Stream.of(
        new ExperimentSubmitted(
            EXPERIMENT,
            Specs.read(Specs.MINIMAL).hash(),
            Instant.parse("2026-11-24T10:15:30Z"),
            Specs.read(Specs.MINIMAL)),
        new BaseMaterialised(EXPERIMENT, RECIPE, Origin.COMPUTED, model),
        new TeacherPrepared(EXPERIMENT, RECIPE, Origin.REUSED, model),
        new RowsRequested(EXPERIMENT, RECIPE, stream(), 2, 5, List.of()),
        new RowsGenerated(EXPERIMENT, RECIPE, Origin.COMPUTED, rows, stream().id(), 4),
        new DatasetFiltered(
            EXPERIMENT,
            RECIPE,
            Origin.COMPUTED,
            rows,
            new RowCounts(1500, 1034, Map.of("invalid-format", 402, "banned-word", 64))),
        new StudentTrained(EXPERIMENT, RECIPE, Origin.COMPUTED, model, 192, 2.75, 1.5),
        new ModelEvaluated(
            EXPERIMENT,
            RECIPE,
            Origin.COMPUTED,
            rows,
            new Scores(15, 0.47, Map.of("owl", 0.47, "dog", 0.05), 300, 0.46, 0.99, 3, null)),
        new ExperimentConcluded(EXPERIMENT, "concluded", "transmitted"),
        new ExperimentCancelled(EXPERIMENT, "asked for by its author"),
        new StageFailed(EXPERIMENT, RECIPE, "filter", "317 of 1000 rows kept among 20000", 2L),
        new ArtifactLost(EXPERIMENT, RECIPE, "ab".repeat(32), "ef".repeat(32), 2),
        new ArtifactRestored(EXPERIMENT, RECIPE, "ab".repeat(32), 3),
        new StageProgressed(EXPERIMENT, RECIPE, "student", "student", 96, 192));
  }

  @ParameterizedTest
  @MethodSource("facts")
  void isWrittenAsTheGoldenFile(Fact fact) throws IOException {
    assertThat(Json.mapper().readTree(Json.mapper().writeValueAsBytes(fact)))
        .isEqualTo(golden(fact));
  }

  /** The golden file has neither: facts from before stay as they are. */
  @Test
  void anExperimentsMarkAndSweepTravelWithItsSubmission() {
    Instant registered = Instant.parse("2026-11-24T09:00:00Z");
    ExperimentSpec spec = Specs.read(Specs.MINIMAL);
    ExperimentSubmitted marked =
        new ExperimentSubmitted(
            EXPERIMENT,
            spec.hash(),
            registered.plusSeconds(60),
            spec,
            new Preregistration(spec.hash(), registered, List.of("seed")),
            "many-seeds");

    assertThat(Specs.roundTrip(marked, ExperimentSubmitted.class)).isEqualTo(marked);
  }

  @ParameterizedTest
  @MethodSource("facts")
  void isReadFromTheGoldenFile(Fact fact) throws IOException {
    assertThat(Json.mapper().treeToValue(golden(fact), fact.getClass())).isEqualTo(fact);
  }

  @ParameterizedTest
  @MethodSource("facts")
  void toleratesAFieldItDoesNotKnow(Fact fact) throws IOException {
    ObjectNode newer = golden(fact).put("fromTheFuture", 1);
    newer
        .fields()
        .forEachRemaining(
            field -> {
              if (field.getValue() instanceof ObjectNode inner && inner.size() > 0) {
                inner.put("alsoFromTheFuture", "x");
              }
            });

    assertThat(Json.mapper().treeToValue(newer, fact.getClass())).isEqualTo(fact);
  }

  @ParameterizedTest
  @MethodSource("facts")
  void aMissingFieldIsNotTakenForZero(Fact fact) throws IOException {
    ObjectNode broken = golden(fact);
    broken.remove("experimentId");

    assertThatThrownBy(() -> Json.mapper().treeToValue(broken, fact.getClass()))
        .hasMessageContaining("experimentId");
  }

  @ParameterizedTest
  @MethodSource("facts")
  void aFactToldTwiceHasOneIdAndThatOfNoOtherFact(Fact fact) throws IOException {
    assertThat(Json.mapper().treeToValue(golden(fact), fact.getClass()).eventId())
        .isEqualTo(fact.eventId())
        .matches("[0-9a-f]{64}");
    assertThat(facts().filter(other -> other.eventId().equals(fact.eventId()))).hasSize(1);
  }

  @Test
  void anIdIsMadeFromTypeExperimentAndSubjectAlone() {
    Fact first = new StageFailed(EXPERIMENT, RECIPE, "filter", "one reason");
    Fact again = new StageFailed(EXPERIMENT, RECIPE, "filter", "another");

    assertThat(first.eventId())
        .isEqualTo(again.eventId())
        .isEqualTo(
            ContentId.sha256(
                Specs.bytes(
                    "[\"gufo.stage-failed.v1\",\"" + EXPERIMENT + "\",\"" + RECIPE + "\"]")));
    assertThat(new StageFailed("other", RECIPE, "filter", "one reason").eventId())
        .isNotEqualTo(first.eventId());
  }

  @Test
  void everyFactHasItsTopic() {
    assertThat(facts().map(Fact::getClass).map(Topic::of)).containsExactly(Topic.values());
    assertThat(Arrays.stream(Topic.values()).map(Topic::topicName))
        .containsExactly(
            "experiment-submitted.v1",
            "base-materialised.v1",
            "teacher-prepared.v1",
            "rows-requested.v1",
            "rows-generated.v1",
            "dataset-filtered.v1",
            "student-trained.v1",
            "model-evaluated.v1",
            "experiment-concluded.v1",
            "experiment-cancelled.v1",
            "stage-failed.v1",
            "artifact-lost.v1",
            "artifact-restored.v1",
            "stage-progressed.v1");
    assertThat(Topic.DATASET_FILTERED.channel()).isEqualTo("dataset-filtered");
    assertThat(Topic.DATASET_FILTERED.deadLetterName()).isEqualTo("dataset-filtered.v1.dlq");
    assertThat(Topic.DATASET_FILTERED.type()).isEqualTo("gufo.dataset-filtered.v1");
    assertThat(Topic.allNames()).hasSize(28).doesNotHaveDuplicates();
  }

  @Test
  void everyTopicIsNamedAfterItsFact() {
    for (Topic topic : Topic.values()) {
      String words = topic.fact().getSimpleName().replaceAll("(?<=.)([A-Z])", "-$1");
      assertThat(topic.channel()).isEqualTo(words.toLowerCase(java.util.Locale.ROOT));
    }
  }

  @Test
  void factsOfAStreamKeepItsOrderAndAllOthersTheirExperiments() {
    facts()
        .forEach(
            fact ->
                assertThat(fact.key())
                    .isEqualTo(
                        fact instanceof RowsRequested || fact instanceof RowsGenerated
                            ? stream().id()
                            : EXPERIMENT));
  }

  private static Recipe.Stream stream() {
    return Plan.of(Specs.read(Specs.MINIMAL)).nodes().stream()
        .map(Node::recipe)
        .filter(Recipe.Dataset.class::isInstance)
        .map(recipe -> ((Recipe.Dataset) recipe).stream())
        .findFirst()
        .orElseThrow();
  }

  private static ObjectNode golden(Fact fact) throws IOException {
    String file = "/golden/" + Topic.of(fact.getClass()).channel() + ".json";
    try (InputStream in = FactContractTest.class.getResourceAsStream(file)) {
      return (ObjectNode) Json.mapper().readTree(in);
    }
  }
}
