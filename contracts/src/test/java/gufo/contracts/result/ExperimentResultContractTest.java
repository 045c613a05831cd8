package gufo.contracts.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gufo.contracts.id.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExperimentResultContractTest {

  @Test
  void isWrittenAsTheGoldenFile() throws IOException {
    assertThat(Json.mapper().readTree(Json.mapper().writeValueAsString(result())))
        .isEqualTo(golden());
  }

  @Test
  void writesTheFieldsInTheOrderOfTheGoldenFile() throws IOException {
    assertThat(Json.mapper().writeValueAsString(result())).isEqualTo(golden().toString());
  }

  @Test
  void isReadFromTheGoldenFile() throws IOException {
    assertThat(Json.mapper().treeToValue(golden(), ExperimentResult.class)).isEqualTo(result());
  }

  @Test
  void toleratesAFieldItDoesNotKnow() throws IOException {
    ObjectNode newer = golden().put("fromTheFuture", 1);

    assertThat(Json.mapper().treeToValue(newer, ExperimentResult.class)).isEqualTo(result());
  }

  /**
   * The golden file has none of these fields: what was written before they existed stays as it is.
   */
  @Test
  void whatOnlySomeExperimentsHaveIsReadBackAndElseLeftOut() throws IOException {
    SpecificityResult specificity =
        new SpecificityResult(
            "trait/same",
            "control/same",
            "owl",
            2.5,
            15,
            -0.2,
            "eagle",
            0.1,
            2.7,
            new Interval(2.0, 3.4),
            0.1,
            0.1,
            List.of(2, 3));
    ObjectNode tree = golden();
    tree.putArray("specificity").add(Json.mapper().valueToTree(specificity));
    tree.putObject("preregistration")
        .put("specHash", "5f1c")
        .put("registeredAt", "2026-11-25T10:15:30Z");
    ((ObjectNode) tree.get("arms").get(0)).putArray("validCi95").add(0.98).add(1.0);
    Lead lead = new Lead(Lead.NONE, 0.3, new Interval(0.2, 0.4));
    ((ObjectNode) tree.get("comparisons").get(0)).set("lead", Json.mapper().valueToTree(lead));

    ExperimentResult read = Json.mapper().treeToValue(tree, ExperimentResult.class);

    assertThat(read.specificity()).containsExactly(specificity);
    assertThat(read.preregistration().confirmatory()).isTrue();
    assertThat(read.comparisons().get(0).lead()).isEqualTo(lead);
    assertThat(read.arms().get(0).validCi95()).isEqualTo(new Interval(0.98, 1.0));
    assertThat(Json.mapper().writeValueAsString(read)).isEqualTo(tree.toString());
  }

  @Test
  void takesTheStacksStartFromTheLauncher() {
    ExperimentResult started = result().withStackSeconds(14.5);

    assertThat(started.stackSeconds()).isEqualTo(14.5);
    assertThat(started.withStackSeconds(null)).isEqualTo(result());
  }

  @Test
  void wordsAreThoseOfTheJson() throws IOException {
    for (Verdict verdict : Verdict.values()) {
      assertThat(Json.mapper().writeValueAsString(verdict)).isEqualTo('"' + verdict.word() + '"');
    }
    for (Status status : Status.values()) {
      assertThat(Json.mapper().writeValueAsString(status)).isEqualTo('"' + status.word() + '"');
    }
  }

  @Test
  void anIntervalIsNeitherReversedNorUnknown() {
    assertThatThrownBy(() -> new Interval(1, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Interval(Double.NaN, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static ObjectNode golden() throws IOException {
    try (InputStream file =
        ExperimentResultContractTest.class.getResourceAsStream("/result/experiment-result.json")) {
      return (ObjectNode) Json.mapper().readTree(file);
    }
  }

  private static ExperimentResult result() {
    return new ExperimentResult(
        "owl-numbers",
        "0199c0de-0000-7000-8000-000000000001",
        "5f1c",
        Status.FAILED,
        Verdict.TRANSMITTED,
        List.of(trait(), base()),
        List.of(same(), other()),
        List.of(
            new RowYield(
                "trait", 1, null, 1500, 1004, Map.of("invalid-format", 400, "banned-word", 96))),
        List.of(new Failure("filter", "ab12", "312 of 1,000 rows kept", List.of("trait/same/2"))),
        151.5,
        null,
        40,
        7,
        List.of(),
        List.of(),
        null);
  }

  private static ArmResult trait() {
    return new ArmResult(
        "trait",
        "same",
        2,
        0.5,
        new Interval(-0.7706, 1.7706),
        List.of(0.4, 0.6),
        0.49,
        0.99,
        List.of(1, 3),
        600,
        2,
        null);
  }

  private static ArmResult base() {
    return new ArmResult(
        "base", "same", 1, 0.06, null, List.of(0.06), null, null, List.of(1), 0, 0, null);
  }

  private static ComparisonResult same() {
    return new ComparisonResult(
        "trait/same",
        "control/same",
        0.38,
        new Interval(0.24, 0.52),
        0.001,
        0.002,
        Verdict.TRANSMITTED,
        true,
        List.of(2, 3),
        2.1,
        null,
        0.1,
        0.1,
        List.of("One run is missing."),
        null);
  }

  private static ComparisonResult other() {
    return new ComparisonResult(
        "trait/other-init",
        "control/other-init",
        null,
        null,
        null,
        null,
        null,
        false,
        List.of(0, 3),
        null,
        null,
        null,
        null,
        List.of(),
        null);
  }
}
