package gufo.engine.tensor;

import java.util.random.RandomGenerator;

/**
 * Randomness that is the same on every machine, Java version and build of the native library: one
 * generator per (seed, purpose, number).
 */
public final class Seeds {

  private Seeds() {}

  public static RandomGenerator generator(long seed, String purpose, long number) {
    return RowNoise.of(Long.toString(seed), purpose).row(number);
  }

  /** Independent standard normals by Box and Muller (1958), exact to the last bit everywhere. */
  public static float[] normals(RandomGenerator random, int count, double deviation) {
    float[] values = new float[count];
    for (int i = 0; i < count; i += 2) {
      double radius = deviation * Math.sqrt(-2 * StrictMath.log(1 - unit(random)));
      double angle = 2 * Math.PI * unit(random);
      values[i] = (float) (radius * StrictMath.cos(angle));
      if (i + 1 < count) {
        values[i + 1] = (float) (radius * StrictMath.sin(angle));
      }
    }
    return values;
  }

  /** Uniform in [-limit, limit). */
  public static float[] uniforms(RandomGenerator random, int count, double limit) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (limit * (2 * unit(random) - 1));
    }
    return values;
  }

  /** Shuffles in place (Fisher and Yates). */
  public static void shuffle(int[] values, RandomGenerator random) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = (int) (unit(random) * (i + 1));
      int swapped = values[i];
      values[i] = values[j];
      values[j] = swapped;
    }
  }

  /** Uniform in [0, 1), 53 bits. */
  public static double unit(RandomGenerator random) {
    return (random.nextLong() >>> 11) * 0x1.0p-53;
  }
}
