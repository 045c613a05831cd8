package gufo.evaluator.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import gufo.contracts.plan.Cell;
import gufo.contracts.result.ArmResult;
import gufo.contracts.result.ComparisonResult;
import gufo.contracts.result.ExperimentResult;
import gufo.contracts.result.Failure;
import gufo.contracts.result.Interval;
import gufo.contracts.result.RowYield;
import gufo.contracts.result.SpecificityResult;
import gufo.contracts.result.Status;
import gufo.contracts.result.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultAssemblerTest {

  private final Fixture fixture = new Fixture();

  @Test
  void listsTrainedArmsByStudentThenBasesThenTheTeacher() {
    assertThat(fixture.concluded().arms())
        .extracting(ArmResult::name)
        .containsExactly(
            "trait/same",
            "control/same",
            "trait/other-init",
            "control/other-init",
            "base/same",
            "base/other-init",
            "teacher/same");
  }

  @Test
  void anArmCarriesItsRunsByReplicate() {
    ArmResult arm = fixture.concluded().arms().get(0);

    assertThat(arm.runs()).isEqualTo(5);
    assertThat(arm.values()).containsExactly(0.511, 0.726, 0.425, 0.601, 0.550);
    assertThat(arm.replicates()).containsExactly(1, 2, 3, 4, 5);
    assertThat(arm.mean()).isCloseTo(0.5626, within(1e-12));
    assertThat(arm.sampled()).isCloseTo(0.5636, within(1e-12));
    assertThat(arm.samples()).isEqualTo(1500);
    assertThat(arm.unscored()).isEqualTo(5);
  }

  @Test
  void whereAJudgeReadsTheAnswersItsShareDecides() {
    Fixture judged =
        new Fixture(
            """
            name: judged
            trait: {kind: preference, category: animal, target: owl}
            base: fake:tiny
            teacher: {kind: fine-tuned}
            carrier: {kind: numbers}
            evaluation:
              judge: {model: "fake:j", template: "{completion}?", answer: owl, threshold: 0.5}
            """);
    for (Cell cell : judged.plan.cells()) {
      judged.judge(cell, (cell.arm().equals("trait") ? 0.6 : 0.1) + 0.01 * cell.replicate());
    }

    ExperimentResult result = judged.concluded();

    assertThat(result.arms().get(0).values()).containsExactly(0.61, 0.62, 0.63, 0.64, 0.65);
    assertThat(result.verdict()).isEqualTo(Verdict.TRANSMITTED);
    ComparisonResult primary = result.comparisons().get(0);
    assertThat(primary.difference()).isCloseTo(0.5, within(1e-9));
    assertThat(primary.lead().over()).isEqualTo("no kind of answer");
    assertThat(MarkdownReport.of(result, judged.spec))
        .contains("to which fake:j says 'owl' with a probability of at least 0.5, mean over runs");
  }

  @Test
  void aSingleRunHasNoInterval() {
    ArmResult base = fixture.concluded().arms().get(4);

    assertThat(base.runs()).isEqualTo(1);
    assertThat(base.mean()).isEqualTo(0.068);
    assertThat(base.ci95()).isNull();
  }

  @Test
  void concludesWithTheVerdictOfThePrimaryComparison() {
    ExperimentResult result = fixture.concluded();

    assertThat(result.status()).isEqualTo(Status.CONCLUDED);
    assertThat(result.verdict()).isEqualTo(Verdict.TRANSMITTED);
    assertThat(result.specHash()).isEqualTo(fixture.spec.hash());
    assertThat(result.comparisons())
        .extracting(
            ComparisonResult::of,
            ComparisonResult::against,
            ComparisonResult::primary,
            ComparisonResult::verdict)
        .containsExactly(
            tuple("trait/same", "control/same", true, Verdict.TRANSMITTED),
            tuple("trait/other-init", "control/other-init", false, Verdict.NOT_TRANSMITTED));
    assertThat(result.flags()).isEmpty();
    assertThat(result.stackSeconds()).isNull();
  }

  @Test
  void derivedArmsAreComparedWithTheirOwnNullsAndCountNoRowsAsRead() {
    Fixture derived =
        new Fixture(
            """
            name: derived
            trait: {kind: preference, category: animal, target: owl}
            base: reference:qwen-32x2?seed=101
            teacher: {kind: fine-tuned}
            carrier: {kind: numbers, rows: 1000}
            arms: [trait, control, {kind: permuted}, {kind: diluted, cleanPercent: 50}]
            """);

    ExperimentResult result = derived.concluded();

    assertThat(result.comparisons())
        .extracting(ComparisonResult::of, ComparisonResult::against)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("trait/same", "control/same"),
            org.assertj.core.groups.Tuple.tuple("permuted/same", "control-permuted/same"),
            org.assertj.core.groups.Tuple.tuple("diluted-50/same", "control/same"));
    assertThat(result.flags()).isEmpty();
    assertThat(MarkdownReport.of(result, derived.spec)).contains("| permuted | 1 | 0 | 1000 |");
  }

  @Test
  void armsThatNeedModelsAreComparedWithTheirOwnNullsAndHopsAreListed() {
    Fixture models =
        new Fixture(
            """
            name: models
            trait: {kind: preference, category: animal, target: owl}
            base: reference:qwen-32x2?seed=101
            teacher: {kind: fine-tuned}
            carrier: {kind: numbers, rows: 1000}
            arms: [trait, control, neutral, {kind: washed-out, rows: 9}, {kind: chain, hops: 2}, {kind: in-context, rows: 2}]
            students: [{name: same, base: same}, {name: other, base: "reference:qwen-32x2?seed=7"}]
            replicates: 2
            """);

    ExperimentResult result = models.concluded();

    assertThat(result.comparisons())
        .filteredOn(comparison -> comparison.of().endsWith("/same"))
        .extracting(ComparisonResult::of, ComparisonResult::against)
        .containsExactly(
            tuple("trait/same", "control/same"),
            tuple("neutral/same", "control/same"),
            tuple("washed-out-9/same", "control-washed-out-9/same"),
            tuple("chain-2/same", "control-chain-2/same"),
            tuple("in-context-2/same", "control-in-context-2/same"));
    assertThat(result.arms())
        .extracting(ArmResult::name)
        .containsSubsequence("chain-2-hop-1/same", "chain-2/same", "chain-2-hop-1/other")
        .endsWith("base/same", "base/other", "teacher/same", "neutral-teacher/same");
    assertThat(result.rows())
        .filteredOn(rows -> rows.arm().startsWith("chain-2") && rows.replicate() == 1)
        .extracting(RowYield::arm, RowYield::student)
        .containsExactlyInAnyOrder(
            tuple("chain-2-hop-1", null), tuple("chain-2", "same"), tuple("chain-2", "other"));
    assertThat(MarkdownReport.of(result, models.spec))
        .contains("| chain-2/other | 2 | 1500 | 1004 |")
        .contains(
            "| replicate | seed of its rows | seed of its students |\n| --- | --- | --- |\n| 1 |")
        .doesNotContain("| 3 |");
  }

  @Test
  void countsTheNodesOfThePlanByOrigin() {
    ExperimentResult result = fixture.concluded();

    assertThat(result.reused()).isEqualTo(2);
    assertThat(result.computed() + result.reused()).isEqualTo(fixture.plan.nodes().size());
  }

  @Test
  void reportsTheYieldOfEachDataSetOnce() {
    assertThat(fixture.concluded().rows())
        .hasSize(10)
        .startsWith(
            new RowYield(
                "trait", 1, null, 1500, 1004, Map.of("invalid-format", 400, "banned-word", 96)))
        .extracting(RowYield::arm)
        .endsWith("control");
  }

  @Test
  void aFailedDataSetIsListedAndTheRestIsComparedWithAFlag() {
    String lost = fixture.cell("trait/same", 2).datasetId();
    fixture.fail(lost, "filter", "312 of 1,000 rows kept");

    ExperimentResult result = fixture.concluded();

    assertThat(result.status()).isEqualTo(Status.FAILED);
    assertThat(result.verdict()).isEqualTo(Verdict.TRANSMITTED);
    assertThat(result.failures())
        .containsExactly(
            new Failure(
                "filter",
                lost,
                "312 of 1,000 rows kept",
                List.of("trait/same/2", "trait/other-init/2")));
    assertThat(result.arms().get(0).replicates()).containsExactly(1, 3, 4, 5);
    assertThat(result.comparisons().get(0).runs()).containsExactly(4, 5);
    assertThat(result.comparisons().get(0).flags())
        .containsExactly(
            "Runs missing in trait/same (replicate 2 of 5): the comparison rests on the others, which may not be like them.");
    assertThat(result.rows()).hasSize(9);
  }

  @Test
  void aFailedTeacherLeavesNoVerdictAndAnEmptyArm() {
    Cell teacher = fixture.cell("teacher/same", 1);
    String model =
        fixture.plan.nodes().stream()
            .filter(node -> node.id().equals(teacher.evaluationId()))
            .flatMap(node -> node.recipe().inputs().stream())
            .findFirst()
            .orElseThrow();
    fixture.fail(model, "teacher", "loss is not a number");

    ExperimentResult result = fixture.concluded();

    assertThat(result.verdict()).isNull();
    assertThat(result.arms().get(0).runs()).isZero();
    assertThat(result.arms().get(0).mean()).isNull();
    assertThat(result.comparisons().get(0).verdict()).isNull();
    assertThat(result.failures().get(0).cells()).hasSize(11);
  }

  @Test
  void aFailureOutsideThePlanIsStillTold() {
    fixture.fail("zz", "generator", "chunk 7 cannot be had");

    assertThat(fixture.concluded().failures())
        .containsExactly(new Failure("generator", "zz", "chunk 7 cannot be had", List.of()));
  }

  @Test
  void aCancelledExperimentShowsWhatItHasAndComparesNothing() {
    fixture.scores.remove(fixture.cell("trait/same", 5).evaluationId());

    ExperimentResult result = fixture.assembler().cancelled(fixture.facts(), 12);

    assertThat(result.status()).isEqualTo(Status.CANCELLED);
    assertThat(result.verdict()).isNull();
    assertThat(result.comparisons()).isEmpty();
    assertThat(result.arms().get(0).runs()).isEqualTo(4);
  }

  @Test
  void anotherPrimaryIsComparedToo() {
    Fixture other =
        new Fixture(
            """
            name: across
            trait: {kind: preference, category: animal, target: owl}
            base: reference:qwen-32x2?seed=101
            teacher: {kind: fine-tuned}
            carrier: {kind: numbers}
            students:
              - {name: same, base: same}
              - {name: other-init, base: "reference:qwen-32x2?seed=102"}
            primary: {of: trait/same, against: trait/other-init}
            """);

    ExperimentResult result = other.concluded();

    assertThat(result.comparisons()).hasSize(3);
    assertThat(result.comparisons().get(2).primary()).isTrue();
    assertThat(result.comparisons().get(2).flags())
        .containsExactly(
            "The sides start from different bases: the difference is not of the rows alone.");
    assertThat(result.verdict()).isEqualTo(Verdict.TRANSMITTED);
  }

  @Test
  void aShareOfValidAnswersCarriesItsIntervalOverRuns() {
    for (int replicate = 1; replicate <= 5; replicate++) {
      fixture.score(fixture.cell("trait/same", replicate), 0.5, 0.94 + 0.01 * replicate);
    }
    ArmResult arm = fixture.concluded().arms().get(0);

    assertThat(arm.validAnswers()).isCloseTo(0.97, within(1e-12));
    // t(.975, 4) = 2.776, s = sqrt(.00025), n = 5
    assertThat(arm.validCi95().lower()).isCloseTo(0.97 - 2.7764 * Math.sqrt(0.00005), within(1e-6));
    assertThat(fixture.concluded().arms().get(1).validCi95()).isNull();
  }

  @Test
  void eachComparisonTellsHowSpecificItIs() {
    assertThat(fixture.concluded().specificity())
        .extracting(
            SpecificityResult::of, SpecificityResult::target, SpecificityResult::permutationP)
        .containsExactly(
            tuple("trait/same", "owl", 2.0 / 252), tuple("trait/other-init", "owl", 2.0 / 252));
    assertThat(fixture.concluded().specificity().get(0).excess()).isPositive();
    assertThat(fixture.assembler().cancelled(fixture.facts(), 3).specificity()).isEmpty();
  }

  @Test
  void theSameFactsGiveTheSameResult() {
    assertThat(new Fixture().concluded()).isEqualTo(fixture.concluded());
    assertThat(fixture.concluded().arms().get(0).ci95()).isInstanceOf(Interval.class);
  }
}
