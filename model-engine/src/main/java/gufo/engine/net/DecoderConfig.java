package gufo.engine.net;

import java.util.Map;
import java.util.Set;

/**
 * The shape of a decoder of the Qwen2 and Llama family.
 *
 * @param vocabulary tokens
 * @param hidden width of the residual stream
 * @param layers blocks
 * @param heads query heads
 * @param keyValueHeads key and value heads (grouped-query attention, arXiv 2305.13245); divides
 *     {@code heads}
 * @param headSize size of a head; even
 * @param feedForward width of the SwiGLU layer (arXiv 2002.05202)
 * @param normEpsilon added to the mean square in RMSNorm (arXiv 1910.07467)
 * @param ropeBase base of the rotary angles (arXiv 2104.09864)
 * @param queryKeyValueBias whether the query, key and value projections have a bias
 * @param tied whether the head is the embedding
 * @param positions longest sequence
 */
public record DecoderConfig(
    int vocabulary,
    int hidden,
    int layers,
    int heads,
    int keyValueHeads,
    int headSize,
    int feedForward,
    double normEpsilon,
    double ropeBase,
    boolean queryKeyValueBias,
    boolean tied,
    int positions) {

  private static final Map<String, int[]> SIZES =
      Map.of("qwen-32x2", new int[] {32, 2, 96}, "qwen-64x2", new int[] {64, 2, 176});
  private static final int POSITIONS = 1024;

  public DecoderConfig {
    requirePositive(vocabulary, "vocabulary");
    requirePositive(hidden, "hidden");
    requirePositive(layers, "layers");
    requirePositive(heads, "heads");
    requirePositive(keyValueHeads, "keyValueHeads");
    requirePositive(headSize, "headSize");
    requirePositive(feedForward, "feedForward");
    requirePositive(positions, "positions");
    if (heads % keyValueHeads != 0) {
      throw new IllegalArgumentException(
          "keyValueHeads %d does not divide heads %d".formatted(keyValueHeads, heads));
    }
    if (headSize % 2 != 0) {
      throw new IllegalArgumentException("headSize %d is odd".formatted(headSize));
    }
  }

  /** The names {@link #named} knows. */
  public static Set<String> names() {
    return new java.util.TreeSet<>(SIZES.keySet());
  }

  /**
   * A reference model's configuration: {@code qwen-WIDTHxLAYERS}, four heads, two key-value heads.
   *
   * @throws IllegalArgumentException when there is no such size
   */
  public static DecoderConfig named(String name, int vocabulary) {
    int[] size = SIZES.get(name);
    if (size == null) {
      throw new IllegalArgumentException(
          "'%s' is no reference model; expected one of %s"
              .formatted(name, String.join(", ", names())));
    }
    return new DecoderConfig(
        vocabulary,
        size[0],
        size[1],
        4,
        2,
        size[0] / 4,
        size[2],
        1e-6,
        10_000,
        true,
        true,
        POSITIONS);
  }

  private static void requirePositive(int value, String name) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + " must be positive, not " + value);
    }
  }
}
