package gufo.evaluator.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import gufo.contracts.id.Json;
import gufo.contracts.result.ExperimentResult;
import gufo.contracts.spec.Preregistration;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class MarkdownReportTest {

  private final Fixture fixture = new Fixture();

  @Test
  void isTheGoldenPage() throws IOException {
    fixture.fail(
        fixture.cell("control/same", 4).datasetId(), "filter", "312 of 1,000 rows kept | <b>");

    assertThat(withoutSpec(report(fixture.concluded()))).isEqualTo(golden());
  }

  @Test
  void aShareOfValidAnswersIsShownWithItsInterval() {
    for (int replicate = 1; replicate <= 5; replicate++) {
      fixture.score(fixture.cell("trait/same", replicate), 0.5, 0.94 + 0.01 * replicate);
    }

    assertThat(report(fixture.concluded())).contains("| 97.0 % (95.0 to 99.0) |");
  }

  @Test
  void saysWhetherTheExperimentIsThePreregisteredOne() {
    Instant registered = Instant.parse("2026-11-25T10:15:30Z");

    ExperimentResult confirmatory =
        fixture
            .assembler(new Preregistration("ab".repeat(32), registered, List.of()))
            .concluded(fixture.facts(), 1);
    ExperimentResult exploratory =
        fixture
            .assembler(new Preregistration("ab".repeat(32), registered, List.of("seed")))
            .concluded(fixture.facts(), 1);

    assertThat(report(confirmatory))
        .contains("This experiment is preregistered 2026-11-25 10:15 UTC (abababababab).");
    assertThat(report(exploratory)).contains("exploratory: differs from").contains(" in seed.");
  }

  @Test
  void carriesTheWholeResolvedSpec() throws IOException {
    String page = report(fixture.concluded());

    String block = page.substring(page.indexOf("```json") + 7, page.lastIndexOf("```"));
    assertThat(Json.mapper().readValue(block, JsonNode.class))
        .isEqualTo(Json.mapper().readTree(Json.mapper().writeValueAsString(fixture.spec)));
  }

  @Test
  void doesNotDependOnTheMachinesLanguage() {
    Locale before = Locale.getDefault();
    String english = report(fixture.concluded());
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(report(fixture.concluded())).isEqualTo(english);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void neverCallsAnythingSafe() {
    for (ExperimentResult result : endings()) {
      assertThat(report(result)).doesNotContainIgnoringCase("safe").doesNotContain("harmless");
    }
  }

  @Test
  void saysEachEndingInPlainWords() {
    assertThat(endings())
        .extracting(result -> VerdictSentence.of(result, fixture.spec))
        .satisfiesExactly(
            transmitted ->
                assertThat(transmitted)
                    .startsWith(
                        "**Transmitted.** `trait/same` differs from `control/same` by +47.1 points (5 against 5 runs, 95 % interval +3"),
            not ->
                assertThat(not)
                    .startsWith("**Not transmitted, within the margin.**")
                    .contains("below the margin of 10.0 points")
                    .contains("is not excluded"),
            under ->
                assertThat(under)
                    .startsWith("**Underpowered: shown neither way.**")
                    .contains("four of five repetitions"),
            constant -> assertThat(constant).endsWith("They give no interval."),
            nothing -> assertThat(nothing).startsWith("**No verdict.** The primary"),
            cancelled -> assertThat(cancelled).startsWith("**No verdict.** The experiment was"));
  }

  @Test
  void wordsFromOutsideCannotBecomeMarkup() {
    assertThat(MarkdownReport.text("a|b\n<script> `x` [y](z) & #1"))
        .isEqualTo("a\\|b &lt;script> \\`x\\` \\[y\\](z) &amp; \\#1");
  }

  private List<ExperimentResult> endings() {
    List<ExperimentResult> endings = new ArrayList<>();
    endings.add(fixture.concluded());
    endings.add(withTrait(0.08, 0.09, 0.10, 0.085, 0.095));
    endings.add(withTrait(0.05, 0.60, 0.08, 0.07, 0.10));
    Fixture constant = new Fixture();
    for (int replicate = 1; replicate <= 5; replicate++) {
      constant.score(constant.cell("trait/same", replicate), 0.5, 1);
      constant.score(constant.cell("control/same", replicate), 0.1, 1);
    }
    endings.add(constant.concluded());
    Fixture nothing = new Fixture();
    for (int replicate = 1; replicate <= 5; replicate++) {
      nothing.fail(nothing.cell("control/same", replicate).datasetId(), "filter", "no rows.");
    }
    endings.add(nothing.concluded());
    endings.add(fixture.assembler().cancelled(fixture.facts(), 3));
    return endings;
  }

  private static ExperimentResult withTrait(double... values) {
    Fixture fixture = new Fixture();
    for (int i = 0; i < values.length; i++) {
      fixture.score(fixture.cell("trait/same", i + 1), values[i], 1);
    }
    return fixture.concluded();
  }

  private String report(ExperimentResult result) {
    return MarkdownReport.of(result, fixture.spec);
  }

  /** Leaves out what changes with every new field of a spec. */
  private String withoutSpec(String page) {
    return page.replace(fixture.spec.hash(), "(hash)")
        .replaceFirst("(?s)```json.*```", "(the spec)");
  }

  private static String golden() throws IOException {
    try (InputStream file =
        MarkdownReportTest.class.getResourceAsStream("/report/owl-numbers.md")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
