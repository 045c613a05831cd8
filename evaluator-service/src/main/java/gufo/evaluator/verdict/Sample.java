package gufo.evaluator.verdict;

import gufo.contracts.result.Interval;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Measured values, one a unit: for a side of a comparison a run, for a claim over bases a base.
 * Fractions of 1 unless said otherwise.
 *
 * @param values at least one, all finite
 */
public record Sample(List<Double> values) {

  /** Values that differ by no more are one value: the rest is rounding. */
  private static final double ROUNDING = 1e-12;

  public Sample {
    values = List.copyOf(values);
    if (values.isEmpty() || !values.stream().allMatch(Double::isFinite)) {
      throw new IllegalArgumentException(
          "a sample needs at least one value, all finite: " + values);
    }
  }

  public static Sample of(double... values) {
    return new Sample(java.util.Arrays.stream(values).boxed().toList());
  }

  public int size() {
    return values.size();
  }

  /** Whether all runs gave the same value, so that the spread between runs is not known. */
  public boolean constant() {
    return Collections.max(values) - Collections.min(values) <= ROUNDING;
  }

  public double mean() {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / size();
  }

  /** The middle value, or the mean of the two in the middle. */
  public double median() {
    List<Double> upwards = values.stream().sorted().toList();
    int middle = size() / 2;
    return size() % 2 == 1
        ? upwards.get(middle)
        : (upwards.get(middle - 1) + upwards.get(middle)) / 2;
  }

  /** Variance with n - 1 in the denominator; exactly 0 for a constant sample. */
  public double variance() {
    if (constant()) {
      return 0;
    }
    double mean = mean();
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return squares / (size() - 1);
  }

  /**
   * The 95 % interval of the mean, {@code mean ± t(.975, n - 1) * s / sqrt(n)} (Student, "The
   * Probable Error of a Mean", Biometrika 6, 1908).
   *
   * <p>Not clipped to 0..1. An interval that leaves the range says that so few runs, so spread, do
   * not carry a normal approximation; a clipped one would hide that.
   *
   * @return empty for fewer than two runs, and for a constant sample, whose zero width would claim
   *     certainty
   */
  public Optional<Interval> interval95() {
    if (size() < 2 || constant()) {
      return Optional.empty();
    }
    double t = TDistribution.of(size() - 1).inverseSurvivalProbability(Welch.TAIL);
    double half = t * Math.sqrt(variance() / size());
    return Optional.of(new Interval(mean() - half, mean() + half));
  }

  /**
   * Mean over the runs of {@code ln(v / (1 - v))}; empty when a run is at 0 or 1 or outside, where
   * log-odds do not exist.
   */
  public Optional<Double> meanLogOdds() {
    double sum = 0;
    for (double value : values) {
      if (value <= 0 || value >= 1) {
        return Optional.empty();
      }
      sum += Math.log(value / (1 - value));
    }
    return Optional.of(sum / size());
  }
}
