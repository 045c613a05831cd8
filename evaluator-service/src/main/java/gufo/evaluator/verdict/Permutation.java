package gufo.evaluator.verdict;

import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The exact permutation test of the difference of means (R. A. Fisher, "The Design of Experiments",
 * 1935, section 21; E. J. G. Pitman, 1937): over all ways to deal the pooled runs to two sides of
 * these sizes, the share whose difference is at least as large, in either direction, as the one
 * seen. Needs no normal distribution, but with few runs cannot become small: 3 against 3 never goes
 * below 0.1. So it is shown and never decides.
 *
 * @param p from {@code smallest} to 1
 * @param smallest the value p takes for the most extreme split of these very values, ties included
 * @param splits how many there are
 */
public record Permutation(double p, double smallest, int splits) {

  /** Up to 8 against 8 runs. Beyond, no value is given rather than a sampled one. */
  static final int MOST_SPLITS = 12_870;

  private static final double ROUNDING = 1e-12;

  /** Empty when a side has fewer than two runs or there are too many splits. */
  public static Optional<Permutation> of(Sample first, Sample second) {
    if (first.size() < 2 || second.size() < 2) {
      return Optional.empty();
    }
    long splits = choose(first.size() + second.size(), first.size());
    if (splits > MOST_SPLITS) {
      return Optional.empty();
    }
    double[] pool =
        Stream.concat(first.values().stream(), second.values().stream())
            .mapToDouble(value -> value)
            .toArray();
    double[] differences = differences(pool, first.size(), (int) splits);
    double seen = Math.abs(first.mean() - second.mean());
    double largest = DoubleStream.of(differences).max().orElseThrow();
    return Optional.of(
        new Permutation(share(differences, seen), share(differences, largest), (int) splits));
  }

  /** The absolute difference of means of every split, first sides in lexicographic order. */
  private static double[] differences(double[] pool, int size, int splits) {
    double total = DoubleStream.of(pool).sum();
    int[] side = IntStream.range(0, size).toArray();
    double[] differences = new double[splits];
    for (int split = 0; split < splits; split++) {
      double sum = 0;
      for (int index : side) {
        sum += pool[index];
      }
      differences[split] = Math.abs(sum / size - (total - sum) / (pool.length - size));
      advance(side, pool.length);
    }
    return differences;
  }

  /** To the next combination of indices below {@code bound}; the last one is left as it is. */
  private static void advance(int[] side, int bound) {
    int place = side.length - 1;
    while (place >= 0 && side[place] == bound - side.length + place) {
      place--;
    }
    if (place >= 0) {
      side[place]++;
      for (int next = place + 1; next < side.length; next++) {
        side[next] = side[next - 1] + 1;
      }
    }
  }

  private static double share(double[] differences, double seen) {
    long extreme = DoubleStream.of(differences).filter(d -> d >= seen - ROUNDING).count();
    return (double) extreme / differences.length;
  }

  /** {@code n} over {@code k}, or some number above {@link #MOST_SPLITS} when it is above. */
  private static long choose(int n, int k) {
    long ways = 1;
    int smaller = Math.min(k, n - k);
    for (int i = 1; i <= smaller && ways <= MOST_SPLITS; i++) {
      ways = ways * (n - smaller + i) / i;
    }
    return ways;
  }
}
