package gufo.evaluator.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import gufo.contracts.result.ComparisonResult;
import gufo.contracts.result.Verdict;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How often the rule is wrong, counted on simulated runs whose truth is known. */
class FalsePositiveTest {

  private static final int EXPERIMENTS = 10_000;
  private static final double MARGIN = 0.10;

  @Test
  void withoutAnEffectAtMostOneComparisonInFortyIsCalledTransmitted() {
    assertThat(share(1, 0, 0.03, 0.03, Verdict.TRANSMITTED)).isLessThan(bound(0.025));
  }

  @Test
  void unequalSpreadDoesNotRaiseTheRate() {
    assertThat(share(1, 0, 0.15, 0.02, Verdict.TRANSMITTED)).isLessThan(bound(0.025));
    assertThat(share(1, 0, 0.02, 0.15, Verdict.TRANSMITTED)).isLessThan(bound(0.025));
  }

  @Test
  void severalComparisonsTogetherStayAtOneExperimentInTwenty() {
    assertThat(share(3, 0, 0.03, 0.03, Verdict.TRANSMITTED)).isLessThan(bound(0.05));
  }

  @Test
  void anEffectOfTheMarginIsCalledNotTransmittedInAtMostOneInForty() {
    assertThat(share(1, MARGIN, 0.15, 0.15, Verdict.NOT_TRANSMITTED)).isLessThan(bound(0.025));
  }

  @Test
  void aLargeEffectIsFound() {
    assertThat(share(2, 0.4, 0.12, 0.02, Verdict.TRANSMITTED)).isGreaterThan(0.95);
  }

  /** Share of experiments of five against five runs with at least one such verdict. */
  private static double share(
      int comparisons, double effect, double ofSpread, double againstSpread, Verdict verdict) {
    Random random = new Random(20261124);
    int hits = 0;
    for (int i = 0; i < EXPERIMENTS; i++) {
      List<Contrast> contrasts =
          Stream.generate(
                  () ->
                      new Contrast(
                          "trait/same",
                          "control/same",
                          runs(random, 0.1 + effect, ofSpread),
                          runs(random, 0.1, againstSpread),
                          true,
                          List.of()))
              .limit(comparisons)
              .toList();
      if (Judge.judge(contrasts, MARGIN).stream()
          .map(ComparisonResult::verdict)
          .anyMatch(verdict::equals)) {
        hits++;
      }
    }
    return (double) hits / EXPERIMENTS;
  }

  private static List<Double> runs(Random random, double mean, double spread) {
    return Stream.generate(() -> mean + spread * random.nextGaussian()).limit(5).toList();
  }

  /** Three standard errors of the simulation above {@code rate}. */
  private static double bound(double rate) {
    return rate + 3 * Math.sqrt(rate * (1 - rate) / EXPERIMENTS);
  }
}
