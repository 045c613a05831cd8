package gufo.engine.tensor;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.random.RandomGenerator;

/**
 * The randomness of a stream's rows: each row has its own generator, derived from (stream id,
 * purpose, row number) alone, so no seed is ever shared by two rows and no row depends on how rows
 * are batched.
 */
public final class RowNoise {

  private final long key0;
  private final long key1;
  private final long firstRow;

  private RowNoise(long key0, long key1, long firstRow) {
    this.key0 = key0;
    this.key1 = key1;
    this.firstRow = firstRow;
  }

  /**
   * @param streamId the stream's recipe id
   * @param purpose what the noise is for, for example {@code prompt} or {@code sampling}
   */
  public static RowNoise of(String streamId, String purpose) {
    byte[] hash;
    try {
      hash =
          MessageDigest.getInstance("SHA-256")
              .digest((streamId + '\n' + purpose).getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    java.nio.ByteBuffer bytes = java.nio.ByteBuffer.wrap(hash);
    return new RowNoise(bytes.getLong(), bytes.getLong(), 0);
  }

  /** The same noise with row {@code first} numbered 0. */
  public RowNoise from(long first) {
    return new RowNoise(key0, key1, firstRow + first);
  }

  /**
   * A fresh generator for row {@code row}: SplitMix64 (Steele, Lea, Flood 2014) started at a hash
   * of key and row.
   */
  public RandomGenerator row(long row) {
    long start = mix(key0 ^ mix(key1 + GOLDEN * (firstRow + row + 1)));
    return new SplitMix(start);
  }

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  private static final class SplitMix implements RandomGenerator {
    private long state;

    SplitMix(long state) {
      this.state = state;
    }

    @Override
    public long nextLong() {
      state += GOLDEN;
      return mix(state);
    }
  }
}
