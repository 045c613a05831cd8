package gufo.evaluator.verdict;

import gufo.contracts.result.Interval;
import java.util.Optional;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Welch's comparison of two means with unequal variances (B. L. Welch, Biometrika 34, 1947; degrees
 * of freedom by Satterthwaite, Biometrics Bulletin 2, 1946):
 *
 * <pre>
 * se² = s1²/n1 + s2²/n2
 * df  = se⁴ / ((s1²/n1)²/(n1-1) + (s2²/n2)²/(n2-1))
 * t   = difference / se,   p = 2 P(T_df > |t|),   interval = difference ± t(.975, df) se
 * </pre>
 *
 * The p is two-sided although transmission is one-sided: so it agrees with the 95 % interval (p <
 * .05 exactly when the interval leaves out 0), and a drop is as visible as a rise. Transmission,
 * which asks for the upper side alone, is thus declared falsely in at most about 2.5 %.
 *
 * @param difference mean of the first side minus mean of the second
 * @param standardError of the difference
 * @param degreesOfFreedom of the t distribution, a fraction
 */
public record Welch(
    double difference, double standardError, double degreesOfFreedom, Interval ci95, double p) {

  /** Probability beyond each end of the interval. */
  static final double TAIL = 0.025;

  /** Empty when a side has fewer than two runs or neither side varies. */
  public static Optional<Welch> of(Sample first, Sample second) {
    if (first.size() < 2 || second.size() < 2 || (first.constant() && second.constant())) {
      return Optional.empty();
    }
    double error1 = first.variance() / first.size();
    double error2 = second.variance() / second.size();
    double error = Math.sqrt(error1 + error2);
    double freedom =
        (error1 + error2)
            * (error1 + error2)
            / (error1 * error1 / (first.size() - 1) + error2 * error2 / (second.size() - 1));
    return Optional.of(of(first.mean() - second.mean(), error, freedom));
  }

  private static Welch of(double difference, double error, double freedom) {
    TDistribution t = TDistribution.of(freedom);
    double half = t.inverseSurvivalProbability(TAIL) * error;
    double p = Math.min(1, 2 * t.survivalProbability(Math.abs(difference) / error));
    return new Welch(
        difference, error, freedom, new Interval(difference - half, difference + half), p);
  }

  /**
   * The difference that a repetition with this standard error would show (two-sided, level .05,
   * before Holm) in four of five cases: {@code (t(.975, df) + t(.80, df)) * se}, the multiplier of
   * H. S. Bloom, "Minimum Detectable Effects", Evaluation Review 19, 1995. It stands for the exact
   * one, which needs the noncentral t distribution: the power it gives is within two points of 80 %
   * from 4 degrees of freedom on, and 76 to 78 % for 2 and 3. The standard error is itself an
   * estimate from few runs, so this is a size to plan by, no bound.
   */
  public double minimumDetectableEffect() {
    TDistribution t = TDistribution.of(degreesOfFreedom);
    return (t.inverseSurvivalProbability(TAIL) + t.inverseSurvivalProbability(0.2)) * standardError;
  }
}
