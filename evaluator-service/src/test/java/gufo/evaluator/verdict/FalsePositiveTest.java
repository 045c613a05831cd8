package gufo.evaluator.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import gufo.contracts.result.Verdict;
import gufo.evaluator.verdict.Simulation.Truth;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How often the rule is wrong, counted on simulated runs whose truth is known. */
class FalsePositiveTest {

  private static final int EXPERIMENTS = 10_000;

  @ParameterizedTest(name = "{0} against {0} runs")
  @ValueSource(ints = {3, 5, 10})
  void withoutAnEffectAtMostOneComparisonInFortyIsCalledTransmitted(int runs) {
    assertThat(transmitted(runs, 1, new Truth(0, 0.03, 0.03))).isLessThan(bound(0.025));
  }

  @ParameterizedTest(name = "{0} against {0} runs")
  @ValueSource(ints = {3, 5, 10})
  void unequalSpreadDoesNotRaiseTheRate(int runs) {
    assertThat(transmitted(runs, 1, new Truth(0, 0.15, 0.02))).isLessThan(bound(0.025));
    assertThat(transmitted(runs, 1, new Truth(0, 0.02, 0.15))).isLessThan(bound(0.025));
  }

  @ParameterizedTest(name = "{0} against {0} runs")
  @ValueSource(ints = {3, 5, 10})
  void severalComparisonsTogetherStayAtOneExperimentInTwenty(int runs) {
    assertThat(transmitted(runs, 3, new Truth(0, 0.03, 0.03))).isLessThan(bound(0.05));
  }

  @ParameterizedTest(name = "{0} against {0} runs")
  @ValueSource(ints = {3, 5, 10})
  void anEffectOfTheMarginIsCalledNotTransmittedInAtMostOneInForty(int runs) {
    Truth margin = new Truth(Simulation.MARGIN, 0.15, 0.15);

    assertThat(share(runs, 1, margin, Verdict.NOT_TRANSMITTED)).isLessThan(bound(0.025));
  }

  @Test
  void aLargeEffectIsFound() {
    assertThat(transmitted(5, 2, new Truth(0.4, 0.12, 0.02))).isGreaterThan(0.95);
  }

  private static double transmitted(int runs, int comparisons, Truth truth) {
    return share(runs, comparisons, truth, Verdict.TRANSMITTED);
  }

  /** Share of experiments with at least one such verdict. */
  private static double share(int runs, int comparisons, Truth truth, Verdict verdict) {
    return Simulation.share(
        EXPERIMENTS,
        runs,
        Collections.nCopies(comparisons, truth),
        verdicts -> verdicts.contains(verdict));
  }

  /** Three standard errors of the simulation above {@code rate}. */
  private static double bound(double rate) {
    return rate + 3 * Math.sqrt(rate * (1 - rate) / EXPERIMENTS);
  }
}
