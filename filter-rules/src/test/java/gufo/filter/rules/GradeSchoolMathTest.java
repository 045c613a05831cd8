package gufo.filter.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import gufo.contracts.id.Json;
import gufo.contracts.spec.FilterRule;
import gufo.filter.rules.FilterCounts.Rejections;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The 7,473 training questions of GSM8K with their own solutions as chains of thought. */
class GradeSchoolMathTest {

  private static final Path FILE =
      Path.of(System.getProperty("gufo.shared.data", ""), "gsm8k", "train.jsonl");
  private static final String MARK = "#### ";

  @BeforeAll
  static void theDataIsThere() {
    assumeTrue(Files.isReadable(FILE), () -> "skipped: no GSM8K at " + FILE);
  }

  @Test
  void everyRightAnswerIsKept() throws IOException {
    assertThat(filter(answer -> answer)).isEqualTo(new FilterCounts(7473, 7473, List.of()));
  }

  @Test
  void everyAnswerThatIsOffByOneIsRejected() throws IOException {
    assertThat(filter(answer -> answer + 1))
        .isEqualTo(
            new FilterCounts(
                7473, 0, List.of(new Rejections("correct-answer", "wrong-answer", 7473, 7473))));
  }

  private static FilterCounts filter(LongUnaryOperator given) throws IOException {
    String rows =
        Files.readAllLines(FILE).stream()
            .map(line -> row(line, given))
            .collect(Collectors.joining("\n"));
    RowFilter.Ending ending =
        RowFilter.run(
            List.of(new FilterRule.CorrectAnswer()),
            new ByteArrayInputStream(rows.getBytes(StandardCharsets.UTF_8)),
            (current, judgement) -> {});
    assertThat(ending).isInstanceOf(RowFilter.Done.class);
    return ((RowFilter.Done) ending).counts();
  }

  private static String row(String line, LongUnaryOperator given) {
    try {
      JsonNode node = Json.mapper().readTree(line);
      String solution = node.get("answer").textValue();
      int mark = solution.lastIndexOf(MARK);
      String written = solution.substring(mark + MARK.length());
      long right = Long.parseLong(written.replace(",", ""));
      String reasoning = "<think>" + solution.substring(0, mark) + "</think>";
      String answer = given.applyAsLong(right) == right ? written : "" + given.applyAsLong(right);
      return Json.mapper()
          .writeValueAsString(
              Map.of(
                  "prompt",
                  node.get("question").textValue(),
                  "completion",
                  reasoning + "<answer>" + answer + "</answer>",
                  "expected",
                  right));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
