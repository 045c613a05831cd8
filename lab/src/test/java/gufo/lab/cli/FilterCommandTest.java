package gufo.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import gufo.contracts.id.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilterCommandTest {
  private static final String GOOD = "{\"prompt\":\"p\",\"completion\":\"1, 2\",\"mine\":7}\n";
  private static final String BAD = "{\"prompt\":\"p\",\"completion\":\"an owl\"}\n";

  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Path rules;
  private Path rows;
  private Path kept;

  @BeforeEach
  void files() throws IOException {
    rules =
        Files.writeString(
            folder.resolve("rules.yaml"),
            "filter: [{kind: numbers-format}, {kind: banned-words, words: [owl]}]");
    rows = Files.writeString(folder.resolve("rows.jsonl"), GOOD + BAD + GOOD);
    kept = folder.resolve("kept.jsonl");
  }

  @Test
  void keptLinesStayAsTheyAreAndRejectedOnesGetTheirReasons() throws IOException {
    Path rejected = folder.resolve("rejected.jsonl");

    assertThat(gufo("--kept", kept.toString(), "--rejected", rejected.toString())).isZero();

    assertThat(kept).hasContent(GOOD + GOOD);
    JsonNode row = Json.mapper().readTree(Files.readString(rejected));
    assertThat(row.path("row").asInt()).isEqualTo(1);
    assertThat(row.path("verdicts").path("banned-words").asText()).isEqualTo("banned-word");
    assertThat(out.toString()).contains("rows", "kept", "invalid-format", "banned-word");
  }

  @Test
  void countsAreOneObjectWithJson() throws IOException {
    assertThat(gufo("--json")).isZero();

    JsonNode counts = Json.mapper().readTree(out.toString());
    assertThat(counts.path("rows").asInt()).isEqualTo(3);
    assertThat(counts.path("kept").asInt()).isEqualTo(2);
    assertThat(counts.path("rejected").asInt()).isEqualTo(1);
    assertThat(counts.path("rejections")).hasSize(2);
    assertThat(counts.path("rejections").get(0).path("rule").asText()).isEqualTo("numbers-format");
  }

  @Test
  void everyProblemOfTheRulesIsALine() throws IOException {
    Files.writeString(rules, "filter: [{kind: odd}, {kind: length}]");

    assertThat(gufo()).isEqualTo(2);
    assertThat(err.toString().lines())
        .hasSize(2)
        .allMatch(line -> line.startsWith("rules.yaml: filter["));
  }

  @Test
  void aBadRowIsNamedAndNoFileIsLeft() throws IOException {
    Files.writeString(rows, GOOD + "{\"prompt\":\"p\",\"completion\":7}\n");

    assertThat(gufo("--kept", kept.toString())).isEqualTo(2);
    assertThat(err.toString().trim())
        .isEqualTo("rows.jsonl: line 2: completion is 7; accepted: a text");
    assertThat(folder).isDirectoryNotContaining("glob:**kept*");
  }

  @Test
  void noInputIsOverwritten() throws IOException {
    assertThat(gufo("--kept", rows.toString())).isEqualTo(2);
    assertThat(gufo("--kept", kept.toString(), "--rejected", kept.toString())).isEqualTo(2);
    assertThat(gufo("--kept", folder.toString())).isEqualTo(2);
    assertThat(rows).hasContent(GOOD + BAD + GOOD);
  }

  @Test
  void missingFilesAndBadUsageEndWithTwo() throws IOException {
    Files.delete(rows);

    assertThat(gufo()).isEqualTo(2);
    assertThat(gufo("--no-such-option")).isEqualTo(2);
    Files.delete(rules);
    assertThat(gufo()).isEqualTo(2);
    assertThat(err.toString()).contains("rows.jsonl", "rules.yaml");
  }

  private int gufo(String... options) {
    String[] arguments = new String[options.length + 3];
    arguments[0] = "filter";
    arguments[1] = rules.toString();
    arguments[2] = rows.toString();
    System.arraycopy(options, 0, arguments, 3, options.length);
    return GufoCommand.execute(arguments, new PrintStream(out, true), new PrintStream(err, true));
  }
}
