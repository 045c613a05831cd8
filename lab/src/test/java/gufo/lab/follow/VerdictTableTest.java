package gufo.lab.follow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gufo.contracts.id.Json;
import gufo.contracts.result.ExperimentResult;
import org.junit.jupiter.api.Test;

class VerdictTableTest {
  @Test
  void showsArmsInPercentAndDifferencesInPoints() throws Exception {
    ExperimentResult result =
        Json.mapper().readValue(getClass().getResource("/result.json"), ExperimentResult.class);

    String table = VerdictTable.render(result);

    assertThat(table)
        .startsWith("owl-numbers (e1): transmitted")
        .containsPattern("trait +same +5 +47.0 % +\\[33.0, 61.0\\] +46.0 % +99.0 %")
        .containsPattern("base +same +1 +6.0 % +- +- +-")
        .contains(
            "* trait/same against control/same: +38.0 points, 95 % [24.0, 52.0], "
                + "p < 0.0001 (Holm 0.0020): transmitted")
        .contains("trait/other-init against control/other-init: -1.0 points, 95 % -, p - (Holm -)")
        .contains("note: no variance")
        .contains("63 steps computed, 0 reused, 91.5 s");
  }

  @Test
  void saysUnderTheVerdictHowTheExperimentStandsToItsPreregistration() throws Exception {
    ObjectNode marked = (ObjectNode) Json.mapper().readTree(getClass().getResource("/result.json"));
    marked
        .putObject("preregistration")
        .put("specHash", "5f1c")
        .put("registeredAt", "2026-11-25T10:15:30Z")
        .putArray("differences")
        .add("seed");

    String table = VerdictTable.render(Json.mapper().treeToValue(marked, ExperimentResult.class));

    assertThat(table.lines().skip(2).findFirst())
        .hasValue(
            "exploratory: differs from the preregistration of 2026-11-25 10:15 UTC (5f1c) in seed");
  }
}
