package gufo.bench;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How much faster ours is than the peer, from paired rounds in one run.
 *
 * @param ours units a second, geometric mean over the rounds
 * @param peer units a second, geometric mean over the rounds
 * @param ratio geometric mean of the rounds' ratios
 * @param low end of its 95 % interval (Student's t on the logarithms); none for one round
 * @param high end of its 95 % interval
 */
record Ratio(
    String name,
    String unit,
    int rounds,
    double ours,
    double peer,
    double ratio,
    double low,
    double high) {

  /** A compiler that learns while it runs, and caches, are warm after so long. */
  private static final long WARM_NANOS = 5_000_000_000L;

  /** Warms both sides up, then runs {@code rounds}, each beginning with the other side. */
  static Ratio of(Contest contest, int rounds) throws IOException {
    for (long start = System.nanoTime(); System.nanoTime() - start < WARM_NANOS; ) {
      contest.ours();
    }
    for (long start = System.nanoTime(); System.nanoTime() - start < WARM_NANOS; ) {
      contest.peer();
    }
    double[] ours = new double[rounds];
    double[] peer = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      if (i % 2 == 0) {
        ours[i] = contest.ours();
        peer[i] = contest.peer();
      } else {
        peer[i] = contest.peer();
        ours[i] = contest.ours();
      }
    }
    return of(contest.name(), contest.unit(), ours, peer);
  }

  static Ratio of(String name, String unit, double[] ours, double[] peer) {
    int n = ours.length;
    double[] logs = new double[n];
    Arrays.setAll(logs, i -> Math.log(ours[i] / peer[i]));
    double mean = Arrays.stream(logs).average().orElseThrow();
    double half = n == 1 ? Double.NaN : halfWidth(logs, mean);
    return new Ratio(
        name,
        unit,
        n,
        geometricMean(ours),
        geometricMean(peer),
        Math.exp(mean),
        Math.exp(mean - half),
        Math.exp(mean + half));
  }

  private static double halfWidth(double[] values, double mean) {
    int n = values.length;
    double variance = Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum() / (n - 1);
    return TDistribution.of(n - 1).inverseCumulativeProbability(0.975) * Math.sqrt(variance / n);
  }

  private static double geometricMean(double[] values) {
    return Math.exp(Arrays.stream(values).map(Math::log).average().orElseThrow());
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%-24s %8.2f x [%.2f, %.2f], %d rounds; ours %,.0f, peer %,.0f %s/s",
        name,
        ratio,
        low,
        high,
        rounds,
        ours,
        peer,
        unit);
  }
}
