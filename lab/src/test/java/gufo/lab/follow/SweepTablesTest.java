package gufo.lab.follow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gufo.contracts.id.Json;
import gufo.contracts.result.BasesSummary;
import gufo.contracts.result.ExperimentResult;
import gufo.contracts.result.Interval;
import gufo.contracts.spec.Reading;
import gufo.contracts.spec.Sweep;
import gufo.contracts.spec.SweepReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SweepTablesTest {
  private static final String SPEC =
      """
      name: grid
      trait: {kind: preference, category: animal, target: owl}
      teacher: {kind: fine-tuned}
      carrier: {kind: numbers}
      students: [{name: a, base: "fake:a"}, {name: b, base: "fake:b"}]
      """;
  private static final String BASES = "matrix: {base: [\"fake:a\", \"fake:b\"]}\n";

  @Test
  void theMatrixHasTeachersInRowsAndStudentsInColumns() throws IOException {
    String table =
        TransferTable.render(
                sweep(SPEC + BASES),
                List.of(result("grid-a", 0.85, 0.02), result("grid-b", 0.1, 0.7)))
            .orElseThrow();

    assertThat(table)
        .containsPattern("teacher . student +a +b")
        .containsPattern("fake-a +\\+85.0 \\* +\\+2.0 \\?")
        .containsPattern("fake-b +\\+10.0 \\* +\\+70.0 \\?");
  }

  @Test
  void aSweepOverOtherFieldsOrWithOtherStudentsIsNoMatrix() throws IOException {
    List<ExperimentResult> results = List.of(result("x", 0, 0), result("y", 0, 0));
    String fixed = SPEC + "base: fake:a\n";

    assertThat(TransferTable.render(sweep(fixed + "matrix: {seed: [1, 2]}\n"), results)).isEmpty();
    assertThat(TransferTable.render(sweep(SPEC + BASES.replace("}", ", seed: [1, 2]}")), results))
        .isEmpty();
    assertThat(TransferTable.render(sweep(SPEC.replace("fake:b", "same") + BASES), results))
        .isEmpty();
  }

  @Test
  void theTableShowsMarksFailuresAndTheSummaryOverBases() throws IOException {
    ObjectNode failed = tree("grid-b", 0, 0).put("status", "failed");
    failed.putArray("comparisons");
    failed
        .putObject("preregistration")
        .put("specHash", "5f1c")
        .put("registeredAt", "2026-11-25T10:15:30Z");
    BasesSummary summary =
        new BasesSummary(
            List.of(),
            List.of(
                new BasesSummary.OverBases(
                    "trait/a",
                    "control/a",
                    List.of(0.5, 0.7),
                    0.6,
                    new Interval(-0.67, 1.87),
                    0.6,
                    2,
                    2,
                    new Interval(0.16, 1))));

    String table =
        SweepTable.render(
            "grid",
            List.of(
                result("grid-a", 0.85, 0.02),
                Json.mapper().treeToValue(failed, ExperimentResult.class)),
            Optional.of(summary));

    assertThat(table)
        .startsWith("grid: 2 experiments")
        .containsPattern(
            "grid-a +\\* trait/a against control/a +\\+85.0 +\\[24.0, 52.0\\] +transmitted")
        .containsPattern("grid-b +- +- +- +failed")
        .contains("grid-b: preregistered 2026-11-25 10:15 UTC (5f1c)")
        .contains(
            "trait/a against control/a: +60.0 points, 95 % [-67.0, 187.0]; transmitted on 2 of 2");
  }

  private static Sweep sweep(String yaml) {
    return ((Reading.Valid<Sweep>)
            SweepReader.readYaml(yaml.getBytes(StandardCharsets.UTF_8), file -> new byte[0]))
        .value();
  }

  private static ExperimentResult result(String name, double a, double b) throws IOException {
    return Json.mapper().treeToValue(tree(name, a, b), ExperimentResult.class);
  }

  /** The one comparison of the file transmits, the other does not tell. */
  private static ObjectNode tree(String name, double a, double b) throws IOException {
    ObjectNode tree =
        (ObjectNode) Json.mapper().readTree(SweepTablesTest.class.getResource("/result.json"));
    tree.put("experiment", name);
    comparison(tree, 0).put("of", "trait/a").put("against", "control/a").put("difference", a);
    comparison(tree, 1).put("of", "trait/b").put("against", "control/b").put("difference", b);
    return tree;
  }

  private static ObjectNode comparison(ObjectNode tree, int index) {
    return (ObjectNode) tree.get("comparisons").get(index);
  }
}
