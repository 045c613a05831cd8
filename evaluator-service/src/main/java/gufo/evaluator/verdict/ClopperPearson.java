package gufo.evaluator.verdict;

import gufo.contracts.result.Interval;
import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * The exact interval of a share (C. J. Clopper and E. S. Pearson, "The Use of Confidence or
 * Fiducial Limits Illustrated in the Case of the Binomial", Biometrika 26, 1934): for k of n from
 * the .025 quantile of Beta(k, n - k + 1) to the .975 quantile of Beta(k + 1, n - k), 0 and 1 at
 * the ends. Holds its level for every true share, and is wide for few units.
 */
public final class ClopperPearson {

  private ClopperPearson() {}

  /**
   * @param successes from 0 to {@code trials}
   * @param trials independent units, at least one
   */
  public static Interval interval95(int successes, int trials) {
    if (successes < 0 || trials < 1 || successes > trials) {
      throw new IllegalArgumentException(
          "a share needs 0 to n of n >= 1 units: " + successes + " of " + trials);
    }
    int rest = trials - successes;
    return new Interval(
        successes == 0
            ? 0
            : BetaDistribution.of(successes, rest + 1).inverseCumulativeProbability(Welch.TAIL),
        rest == 0
            ? 1
            : BetaDistribution.of(successes + 1, rest).inverseSurvivalProbability(Welch.TAIL));
  }
}
