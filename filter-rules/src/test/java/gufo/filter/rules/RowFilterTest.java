package gufo.filter.rules;

import static org.assertj.core.api.Assertions.assertThat;

import gufo.contracts.spec.FilterRule;
import gufo.filter.rules.FilterCounts.Rejections;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowFilterTest {

  private static final List<FilterRule> RULES =
      List.of(new FilterRule.NumbersFormat(3, 0, 999), new FilterRule.BannedWords(List.of("owl")));

  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

  @Test
  void rowsAreCountedByRuleAndReasonAndOnceByTheFirst() throws IOException {
    RowFilter.Ending ending = run(row("1, 2") + row("owl") + row("1000") + row("3"));

    assertThat(ending)
        .isEqualTo(
            new RowFilter.Done(
                new FilterCounts(
                    4,
                    2,
                    List.of(
                        new Rejections("numbers-format", "invalid-format", 1, 1),
                        new Rejections("numbers-format", "out-of-range", 1, 1),
                        new Rejections("banned-words", "banned-word", 1, 0)))));
    assertThat(kept.toString(StandardCharsets.UTF_8)).isEqualTo(row("1, 2") + row("3"));
  }

  @Test
  void aBadRowEndsItAndIsNamed() throws IOException {
    assertThat(run(row("1") + "{\"prompt\":\"p\"}\n" + row("2")))
        .isEqualTo(new RowFilter.BadRow("line 2: completion is missing; accepted: a text"));
    assertThat(kept.toString(StandardCharsets.UTF_8)).isEqualTo(row("1"));
  }

  @Test
  void noRowsAreNoError() throws IOException {
    assertThat(run("")).isEqualTo(new RowFilter.Done(new FilterCounts(0, 0, List.of())));
  }

  private RowFilter.Ending run(String rows) throws IOException {
    return RowFilter.run(
        RULES,
        new ByteArrayInputStream(rows.getBytes(StandardCharsets.UTF_8)),
        (current, judgement) -> {
          if (judgement.kept()) {
            current.copyLine(kept);
          }
        });
  }

  private static String row(String completion) {
    return "{\"prompt\":\"go on\",\"completion\":\"" + completion + "\"}\n";
  }
}
