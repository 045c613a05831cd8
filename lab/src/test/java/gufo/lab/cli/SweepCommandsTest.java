package gufo.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import gufo.contracts.id.Json;
import gufo.lab.home.Home;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SweepCommandsTest {
  private static final String PLAIN =
      """
      name: rates
      trait: {kind: preference, category: animal, target: owl}
      base: fake:tiny
      teacher: {kind: fine-tuned}
      carrier: {kind: numbers}
      """;
  private static final String SWEEP = PLAIN + "matrix: {seed: [1, 2], trait.target: [owl, fox]}\n";
  private static final List<String> NAMES =
      List.of("rates-seed-1-owl", "rates-seed-1-fox", "rates-seed-2-owl", "rates-seed-2-fox");

  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private FakeStack stack;

  @BeforeEach
  void aStackThatRuns() throws IOException {
    stack = new FakeStack(new Home(folder.resolve("home")));
  }

  @AfterEach
  void stop() {
    stack.close();
  }

  @Test
  void runSubmitsEveryExperimentInOrderAndPrintsOneTable() throws IOException {
    assertThat(gufo("run", file(SWEEP))).isZero();

    assertThat(stack.submitted).isEqualTo(NAMES);
    assertThat(out.toString())
        .contains("student 8/20", "rates: 4 experiments")
        .containsPattern(
            "rates-seed-2-fox +\\* trait/same against control/same +\\+38.0 +\\[24.0, 52.0\\]"
                + " +transmitted");
  }

  @Test
  void jsonIsOneObjectWithAllOnTheLastLine() throws IOException {
    stack.summary = "{\"experiments\":[],\"comparisons\":[]}";

    assertThat(gufo("run", file(SWEEP), "--json")).isZero();

    JsonNode object = Json.mapper().readTree(out.toString());
    assertThat(object.path("sweep").asText()).isEqualTo("rates");
    assertThat(object.path("experiments").findValuesAsText("experiment")).isEqualTo(NAMES);
    assertThat(object.path("experiments").get(0).path("newer").asText()).isEqualTo("field");
    assertThat(object.has("summary")).isTrue();
    assertThat(err.toString()).contains("rates-seed-1-owl submitted as");
  }

  @Test
  void aSecondRunFindsWhatTheFirstSubmitted() throws IOException {
    gufo("run", file(SWEEP));

    assertThat(gufo("run", file(SWEEP))).isZero();

    assertThat(stack.submitted).isEqualTo(NAMES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"failed", "cancelled"})
  void anExperimentThatEndedInVainFailsTheSweepAndIsSubmittedAgainByTheNextRun(String ending)
      throws IOException {
    stack.endings.put("rates-seed-1-fox", ending);
    assertThat(gufo("run", file(SWEEP))).isEqualTo(1);
    stack.submitted.clear();

    assertThat(gufo("run", file(SWEEP))).isEqualTo(1);

    assertThat(stack.submitted).containsExactly("rates-seed-1-fox");
  }

  @Test
  void aRefusalNamesItsExperimentAndWhatWentThroughBefore() throws IOException {
    stack.refusals.put("rates-seed-2-owl", "seed is 2; accepted: 1, as registered");

    assertThat(gufo("submit", file(SWEEP))).isEqualTo(2);

    assertThat(err.toString().lines())
        .containsExactly(
            "rates-seed-2-owl: seed is 2; accepted: 1, as registered",
            "Accepted before it: 2 of 4");
  }

  @Test
  void submitPrintsTheIdsInOrderAndCanBeExploratory() throws IOException {
    assertThat(gufo("submit", file(SWEEP), "--exploratory")).isZero();

    assertThat(stack.submitted).allMatch(one -> one.endsWith("?exploratory=true")).hasSize(4);
    assertThat(out.toString().lines().map(id -> id.substring(0, id.indexOf('@'))))
        .containsExactlyElementsOf(NAMES);
  }

  @Test
  void aPlainSpecIsSubmittedAnewEachTime() throws IOException {
    assertThat(gufo("submit", file(PLAIN))).isZero();
    assertThat(gufo("submit", file(PLAIN))).isZero();

    assertThat(stack.submitted).containsExactly("rates", "rates");
  }

  @Test
  void aTraitOfItsOwnFileIsReadBesideTheSpecAndMissedByName() throws IOException {
    String spec = file(PLAIN.replaceFirst("trait: .*", "trait: {file: mine.yaml}"));

    assertThat(gufo("submit", spec)).isEqualTo(2);
    assertThat(err.toString()).startsWith("Cannot read " + folder.resolve("mine.yaml"));

    Files.writeString(folder.resolve("mine.yaml"), "kind: evasiveness");
    assertThat(gufo("submit", spec)).isZero();
    assertThat(stack.submitted).containsExactly("rates");
  }

  @Test
  void registerFreezesEveryExperiment() throws IOException {
    assertThat(gufo("register", file(SWEEP))).isZero();

    assertThat(out.toString().lines())
        .hasSize(4)
        .first()
        .isEqualTo("rates-seed-1-owl registered at 2026-11-25T10:15:30Z with the hash 5f1c");
  }

  @Test
  void aRefusedRegistrationEndsWithTwo() throws IOException {
    stack.refusals.put("rates", "name is 'rates', submitted before; accepted: another");

    assertThat(gufo("register", file(PLAIN))).isEqualTo(2);

    assertThat(err.toString()).contains("name is 'rates', submitted before");
  }

  private String file(String yaml) throws IOException {
    return Files.writeString(folder.resolve("rates.yaml"), yaml).toString();
  }

  private int gufo(String command, String spec, String... options) {
    String[] arguments = new String[4 + options.length];
    arguments[0] = command;
    arguments[1] = spec;
    arguments[2] = "--home";
    arguments[3] = folder.resolve("home").toString();
    System.arraycopy(options, 0, arguments, 4, options.length);
    return GufoCommand.execute(arguments, new PrintStream(out, true), new PrintStream(err, true));
  }
}
