package gufo.evaluator.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import gufo.contracts.result.Interval;
import gufo.contracts.result.Lead;
import gufo.contracts.result.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictRuleTest {

  @ParameterizedTest(name = "{0} to {1}, p {2}: {3}")
  @CsvSource({
    " 0.20,  0.50, 0.001, TRANSMITTED",
    " 0.20,  0.50, 0.05,  TRANSMITTED",
    " 0.20,  0.50, 0.0501, UNDERPOWERED",
    " 0.00,  0.50, 0.05,  UNDERPOWERED",
    " 1e-9,  0.50, 0.05,  TRANSMITTED",
    "-0.01,  0.50, 0.20,  UNDERPOWERED",
    // surely positive and surely below the margin: transmitted goes first
    " 0.01,  0.05, 0.01,  TRANSMITTED",
    // surely positive before the correction only: below the margin decides
    " 0.01,  0.05, 0.06,  NOT_TRANSMITTED",
    "-0.05,  0.05, 0.90,  NOT_TRANSMITTED",
    "-0.05,  0.0999999, 0.90, NOT_TRANSMITTED",
    "-0.05,  0.10, 0.90,  UNDERPOWERED",
    "-0.50,  0.60, 0.90,  UNDERPOWERED",
    // surely negative
    "-0.30, -0.10, 0.001, NOT_TRANSMITTED",
    "-0.30,  0.00, 0.05,  NOT_TRANSMITTED",
  })
  void decides(double lower, double upper, double pHolm, Verdict expected) {
    assertThat(VerdictRule.decide(new Interval(lower, upper), pHolm, null, 0.10))
        .isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} to {1}, lead from {2}: {3}")
  @CsvSource({
    "0.20, 0.50,  0.01, TRANSMITTED",
    "0.20, 0.50,  0.00, UNDERPOWERED",
    "0.20, 0.50, -0.10, UNDERPOWERED",
    "0.01, 0.05, -0.10, NOT_TRANSMITTED",
  })
  void nothingIsTransmittedUnlessTheTargetSurelyGainedMost(
      double lower, double upper, double leadFrom, Verdict expected) {
    Lead lead = new Lead("dog", 0.2, new Interval(leadFrom, 0.5));

    assertThat(VerdictRule.decide(new Interval(lower, upper), 0.001, lead, 0.10))
        .isEqualTo(expected);
  }

  @Test
  void withoutAnIntervalNothingIsShown() {
    assertThat(VerdictRule.decide(null, null, null, 0.10)).isEqualTo(Verdict.UNDERPOWERED);
  }
}
