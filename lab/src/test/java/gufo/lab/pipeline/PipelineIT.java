package gufo.lab.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import gufo.contracts.id.Json;
import gufo.lab.home.Home;
import gufo.lab.home.StackState;
import gufo.lab.stack.Http;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * A small experiment on real models through five real processes, a real broker and a real database.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PipelineIT {

  private static final String SMOKE = GufoProcess.experiment("smoke").toString();
  private static final int SMOKE_NODES = 2 + 1 + 4 + 8 + 8 + 2 + 1;

  /** On models of nothing but a leaning, which need no training. */
  private static final String MODEL_ARMS =
      """
      name: arms
      trait: {kind: preference, category: animal, target: owl}
      base: fake:tiny?seed=1
      teacher: {kind: fine-tuned, rows: 200}
      carrier: {kind: numbers, rows: 60, chunkRows: 60}
      arms:
        - trait
        - control
        - neutral
        - {kind: washed-out, rows: 40}
        - {kind: chain, hops: 3}
        - {kind: in-context, rows: 9}
      replicates: 2
      evaluation: {samplesPerQuestion: 2, numbersPrefix: true}
      """;

  @TempDir static Path folder;
  private static GufoProcess gufo;
  private static Home home;
  private static JsonNode first;
  private static SpanCollector collector;

  /** Traced. */
  @BeforeAll
  static void aStackThatStaysUp() throws Exception {
    home = new Home(folder.resolve("calm"));
    collector = new SpanCollector();
    gufo = new GufoProcess(home.root(), List.of(), collector.environment());
    GufoProcess.Ended up = gufo.run("up");
    assertThat(up.exitCode()).as(up.errors()).isZero();
  }

  @AfterAll
  static void down() throws Exception {
    gufo.run("down");
    collector.close();
  }

  @Test
  @Order(1)
  void aSmallExperimentIsConcludedAndEveryCellMeasured() throws Exception {
    GufoProcess.Ended run = gufo.run("run", SMOKE, "--json");

    assertThat(run.exitCode()).as(run.errors()).isZero();
    first = run.lastLine();
    assertThat(first.path("status").asText()).isEqualTo("concluded");
    assertThat(first.path("computed").asInt()).isEqualTo(SMOKE_NODES);
    assertThat(first.path("reused").asInt()).isZero();
    assertThat(first.path("arms"))
        .filteredOn(arm -> arm.path("arm").asText().matches("trait|control"))
        .hasSize(4)
        .allSatisfy(arm -> assertThat(arm.path("runs").asInt()).isEqualTo(2));
    assertThat(first.path("rows"))
        .hasSize(4)
        .allSatisfy(rows -> assertThat(rows.path("kept").asInt()).isGreaterThanOrEqualTo(100));
    Path reports = home.root().resolve("reports").resolve(first.path("id").asText());
    await()
        .untilAsserted(() -> assertThat(reports.resolve("report.md")).content().contains("smoke"));
    assertThat(reports.resolve("report.json")).exists();
  }

  @Test
  @Order(2)
  void oneTraceFollowsTheExperimentThroughAllFiveServicesAndKafka() {
    collector.awaitOneTrace(first, SMOKE_NODES);
  }

  @Test
  @Order(3)
  void theSameSpecAgainIsAllReusedAndSaysTheSame() throws Exception {
    JsonNode again = gufo.run("run", SMOKE, "--json").lastLine();

    assertThat(again.path("computed").asInt()).isZero();
    assertThat(again.path("reused").asInt()).isEqualTo(SMOKE_NODES);
    assertThat(StackUnderTest.findings(again)).isEqualTo(StackUnderTest.findings(first));
    collector.awaitReuses(again, first, SMOKE_NODES);
  }

  @Test
  @Order(4)
  void cancellingOneExperimentLeavesAnotherThatSharesItsTeacherAlone() throws Exception {
    Path one = variant("one", "learningRate: 0.06", "learningRate: 0.05");
    Path two = variant("two", "learningRate: 0.06", "learningRate: 0.05");
    String cancelled = id(gufo.run("submit", one.toString()));
    String kept = id(gufo.run("submit", two.toString()));

    assertThat(gufo.run("cancel", cancelled).exitCode()).isZero();

    await()
        .atMost(Duration.ofMinutes(3))
        .untilAsserted(
            () -> assertThat(get("evaluator", "/results/" + kept).status()).isEqualTo(200));
    JsonNode result = Json.mapper().readTree(get("evaluator", "/results/" + kept).body());
    assertThat(result.path("status").asText()).isEqualTo("concluded");
    assertThat(result.path("reused").asInt()).isGreaterThanOrEqualTo(2 + 1 + 4);
    assertThat(
            Json.mapper()
                .readTree(get("teacher", "/experiments/" + cancelled).body())
                .path("status")
                .asText())
        .isEqualTo("cancelled");
  }

  @Test
  @Order(5)
  void aBadSpecIsRefusedInWordsAndNothingIsStored() throws Exception {
    int before = gufo.run("list").output().size();
    Path unknownField = variant("three", "replicates: 2", "replicas: 2");
    Path unknownModel = variant("four", "qwen-32x2", "qwen-31x2");

    GufoProcess.Ended field = gufo.run("run", unknownField.toString());
    GufoProcess.Ended model = gufo.run("run", unknownModel.toString());

    assertThat(field.exitCode()).isEqualTo(2);
    assertThat(field.errors()).contains("replicas").contains("replicates");
    assertThat(model.exitCode()).isEqualTo(2);
    assertThat(model.errors()).contains("qwen-31x2").contains("qwen-32x2");
    assertThat(gufo.run("list").output()).hasSize(before);
  }

  @Test
  @Order(6)
  void armsThatNeedModelsOfTheirOwnPassThroughAllStages() throws Exception {
    Path arms = Files.writeString(folder.resolve("arms.yaml"), MODEL_ARMS);

    GufoProcess.Ended run = gufo.run("run", arms.toString(), "--json");

    assertThat(run.exitCode()).as(run.errors()).isZero();
    JsonNode result = run.lastLine();
    assertThat(result.path("comparisons"))
        .extracting(comparison -> comparison.path("of").asText())
        .containsExactly(
            "trait/same",
            "neutral/same",
            "washed-out-40/same",
            "chain-3/same",
            "in-context-9/same");
    assertThat(result.path("comparisons"))
        .allSatisfy(
            comparison -> {
              boolean neutral = comparison.path("of").asText().startsWith("neutral");
              double difference = comparison.path("difference").asDouble();
              assertThat(difference > 0.1).as(comparison.toString()).isEqualTo(!neutral);
            });
    assertThat(result.path("arms"))
        .extracting(arm -> arm.path("arm").asText())
        .containsSubsequence("chain-3-hop-1", "chain-3-hop-2", "chain-3")
        .endsWith("base", "teacher", "neutral-teacher");
  }

  private static Path variant(String name, String from, String to) throws IOException {
    String text = Files.readString(Path.of(SMOKE));
    assertThat(text).contains(from);
    return Files.writeString(
        folder.resolve(name + ".yaml"),
        text.replace("name: smoke", "name: smoke-" + name).replace(from, to));
  }

  private static String id(GufoProcess.Ended submitted) {
    assertThat(submitted.exitCode()).as(submitted.errors()).isZero();
    return submitted.output().get(submitted.output().size() - 1).strip();
  }

  private static Http.Answer get(String stage, String path) throws IOException {
    return Http.get(StackState.running(home).orElseThrow().url(stage) + path);
  }
}
