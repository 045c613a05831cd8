package gufo.evaluator.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gufo.contracts.result.ComparisonResult;
import gufo.contracts.result.Interval;
import gufo.contracts.result.Lead;
import gufo.contracts.result.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class JudgeTest {

  private static final double MARGIN = 0.10;
  private static final List<Double> HIGH = List.of(0.51, 0.73, 0.43, 0.60, 0.55);
  private static final List<Double> LOW = List.of(0.08, 0.11, 0.10, 0.07, 0.09);
  private static final List<Double> LOWER = List.of(0.04, 0.036, 0.05, 0.03, 0.045);

  @Test
  void findsATransmissionBesideATransferThatFails() {
    List<ComparisonResult> results =
        Judge.judge(List.of(contrast(HIGH, LOW), contrast(LOWER, LOW)), MARGIN);

    assertThat(results)
        .extracting(ComparisonResult::verdict)
        .containsExactly(Verdict.TRANSMITTED, Verdict.NOT_TRANSMITTED);
    assertThat(results.get(0).difference()).isCloseTo(0.474, within(1e-12));
    assertThat(results.get(0).pHolm()).isGreaterThanOrEqualTo(results.get(0).p());
    assertThat(results.get(0).permutationP()).isEqualTo(2.0 / 252);
    assertThat(results.get(0).logOddsDifference()).isPositive();
    assertThat(results.get(0).minimumDetectableEffect()).isNull();
    assertThat(results.get(0).flags()).isEmpty();
    assertThat(results.get(1).flags())
        .containsExactly("The interval lies below zero: these rows pushed the answer down.");
  }

  @Test
  void anUncertainDifferenceIsUnderpoweredAndSaysWhatItCouldHaveFound() {
    ComparisonResult result = one(List.of(0.05, 0.6, 0.2), List.of(0.1, 0.05, 0.2));

    assertThat(result.verdict()).isEqualTo(Verdict.UNDERPOWERED);
    assertThat(result.minimumDetectableEffect()).isGreaterThan(0.5);
  }

  @Test
  void aSmallCertainDifferenceIsTransmittedAndFlagged() {
    ComparisonResult result =
        one(List.of(0.05, 0.051, 0.049, 0.05), List.of(0.02, 0.021, 0.019, 0.02));

    assertThat(result.verdict()).isEqualTo(Verdict.TRANSMITTED);
    assertThat(result.flags())
        .containsExactly("The difference is above zero, and smaller than the margin.");
  }

  @Test
  void runsWithoutAnyVarianceShowNothing() {
    ComparisonResult result = one(List.of(0.9, 0.9, 0.9), List.of(0.1, 0.1, 0.1));

    assertThat(result.verdict()).isEqualTo(Verdict.UNDERPOWERED);
    assertThat(result.difference()).isCloseTo(0.8, within(1e-12));
    assertThat(result.p()).isNull();
    assertThat(result.pHolm()).isNull();
    assertThat(result.ci95()).isNull();
    assertThat(result.minimumDetectableEffect()).isNull();
    assertThat(result.flags())
        .containsExactly(
            "No variance on either side: no interval and no p, whatever the difference.");
  }

  @Test
  void oneSideWithoutVarianceIsFlagged() {
    assertThat(one(HIGH, List.of(0.1, 0.1, 0.1)).flags())
        .containsExactly("No variance on one side: the interval rests on the other side alone.");
  }

  @Test
  void oneRunOnASideGivesADifferenceAndNoInterval() {
    ComparisonResult result = one(List.of(0.9), LOW);

    assertThat(result.verdict()).isEqualTo(Verdict.UNDERPOWERED);
    assertThat(result.difference()).isCloseTo(0.81, within(1e-12));
    assertThat(result.ci95()).isNull();
    assertThat(result.permutationP()).isNull();
    assertThat(result.runs()).containsExactly(1, 5);
    assertThat(result.flags())
        .containsExactly("Fewer than two runs on a side: no interval and no p.");
  }

  @Test
  void twoRunsOnASideAreFlagged() {
    assertThat(one(List.of(0.9, 0.8), LOW).flags())
        .containsExactly("Fewer than three runs on a side: how far runs differ is hardly known.");
    assertThat(one(List.of(0.9, 0.8, 0.7), LOW).flags()).isEmpty();
  }

  @Test
  void noRunOnASideGivesNoVerdict() {
    ComparisonResult result = one(List.of(), LOW);

    assertThat(result.verdict()).isNull();
    assertThat(result.difference()).isNull();
    assertThat(result.logOddsDifference()).isNull();
    assertThat(result.flags())
        .containsExactly("No evaluated run on one side: there is nothing to compare.");
  }

  @Test
  void aFailedComparisonDoesNotEaseTheTestOfTheOthers() {
    List<ComparisonResult> results =
        Judge.judge(List.of(contrast(HIGH, LOW), contrast(List.of(), LOW)), MARGIN);

    assertThat(results.get(0).pHolm()).isCloseTo(2 * results.get(0).p(), within(1e-15));
  }

  private static ComparisonResult one(List<Double> of, List<Double> against) {
    return Judge.judge(List.of(contrast(of, against)), MARGIN).get(0);
  }

  @Test
  void aRiseThatAnotherAnswerSharesIsFlaggedAndNoTransmission() {
    Lead lead = new Lead("dog", -0.025, new Interval(-0.048, -0.002));
    ComparisonResult result = Judge.judge(List.of(contrast(HIGH, LOW, lead)), MARGIN).get(0);

    assertThat(result.verdict()).isEqualTo(Verdict.UNDERPOWERED);
    assertThat(result.lead()).isEqualTo(lead);
    assertThat(result.flags())
        .containsExactly(
            "Not specific: the trait's answer gained -2.5 points more than 'dog', 95 % interval -4.8 to -0.2. The rise is not shown to be the trait's.");
  }

  private static Contrast contrast(List<Double> of, List<Double> against) {
    return contrast(of, against, null);
  }

  private static Contrast contrast(List<Double> of, List<Double> against, Lead lead) {
    return new Contrast("trait/same", "control/same", of, against, false, lead, List.of());
  }
}
