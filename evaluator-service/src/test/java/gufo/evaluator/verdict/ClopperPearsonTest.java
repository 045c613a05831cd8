package gufo.evaluator.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gufo.contracts.result.Interval;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;

class ClopperPearsonTest {

  @Test
  void atTheEndsTheOtherBoundSolvesAPower() {
    Interval none = ClopperPearson.interval95(0, 5);
    Interval all = ClopperPearson.interval95(5, 5);

    assertThat(none.lower()).isZero();
    assertThat(Math.pow(1 - none.upper(), 5)).isCloseTo(0.025, within(1e-9));
    assertThat(all.upper()).isEqualTo(1);
    assertThat(Math.pow(all.lower(), 5)).isCloseTo(0.025, within(1e-9));
  }

  /** The definition: at each bound the count seen or one further out has probability .025. */
  @Test
  void eachBoundLeavesOneInFortyBeyondTheCountSeen() {
    for (int trials = 2; trials <= 12; trials++) {
      for (int successes = 1; successes < trials; successes++) {
        Interval interval = ClopperPearson.interval95(successes, trials);

        assertThat(
                BinomialDistribution.of(trials, interval.lower())
                    .survivalProbability(successes - 1))
            .isCloseTo(0.025, within(1e-8));
        assertThat(
                BinomialDistribution.of(trials, interval.upper()).cumulativeProbability(successes))
            .isCloseTo(0.025, within(1e-8));
      }
    }
  }

  @Test
  void whatIsNoCountIsRefused() {
    assertThatThrownBy(() -> ClopperPearson.interval95(6, 5))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ClopperPearson.interval95(-1, 5))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ClopperPearson.interval95(0, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
