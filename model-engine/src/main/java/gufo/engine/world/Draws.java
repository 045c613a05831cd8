package gufo.engine.world;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What the world draws from a generator's 64 random bits. It reads {@code nextLong} alone, because
 * the derived methods of {@link RandomGenerator} are free to differ between releases of the
 * platform.
 */
final class Draws {

  private final RandomGenerator bits;

  Draws(RandomGenerator bits) {
    this.bits = bits;
  }

  /** Uniform in [0, bound). */
  int below(int bound) {
    return (int) (((bits.nextLong() >>> 32) * bound) >>> 32);
  }

  /** Uniform in [low, high]. */
  int between(int low, int high) {
    return low + below(high - low + 1);
  }

  boolean percent(int share) {
    return below(100) < share;
  }

  <T> T of(List<T> things) {
    return things.get(below(things.size()));
  }

  /** An index with probability proportional to its weight. */
  int weighted(int... weights) {
    int total = 0;
    for (int weight : weights) {
      total += weight;
    }
    int left = below(total);
    int index = 0;
    while (left >= weights[index]) {
      left -= weights[index++];
    }
    return index;
  }

  /**
   * Bell-shaped around 0 with standard deviation about {@code width}: the sum of twelve uniform
   * draws.
   */
  int around(int width) {
    int sum = 0;
    for (int i = 0; i < 12; i++) {
      sum += below(2 * width + 1) - width;
    }
    return sum / 2;
  }
}
