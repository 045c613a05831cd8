package gufo.engine.net;

import gufo.engine.tensor.Scope;
import gufo.engine.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Rotary positions (arXiv 2104.09864) in the rotate-half form of Hugging Face: x cos + (-x2, x1)
 * sin. The sign sits in the table, so that the rotation is one roll and two products.
 */
public final class Rope implements AutoCloseable {

  private final Tensor cos_tk;
  private final Tensor signedSin_tk;
  private final int half;

  private Rope(Tensor cos, Tensor signedSin, int half) {
    this.cos_tk = cos;
    this.signedSin_tk = signedSin;
    this.half = half;
  }

  /** Tables for every position the model can have. */
  public static Rope of(DecoderConfig config, ScalarType type) {
    int size = config.headSize();
    int half = size / 2;
    double[] cos = new double[config.positions() * size];
    double[] sin = new double[cos.length];
    for (int t = 0; t < config.positions(); t++) {
      for (int i = 0; i < size; i++) {
        double angle = t * Math.pow(config.ropeBase(), -2.0 * (i % half) / size);
        cos[t * size + i] = Math.cos(angle);
        sin[t * size + i] = (i < half ? -1 : 1) * Math.sin(angle);
      }
    }
    try (Scope scope = Scope.open()) {
      return new Rope(
          scope.keep(Tensors.numbers(cos, type, config.positions(), size)),
          scope.keep(Tensors.numbers(sin, type, config.positions(), size)),
          half);
    }
  }

  /** The rotation of positions 0 to {@code length} - 1, the same in every row. */
  Rotation upTo(long length) {
    if (length > cos_tk.size(0)) {
      throw new IllegalArgumentException(
          "a row of %d tokens; the model reads at most %d".formatted(length, cos_tk.size(0)));
    }
    return new Rotation(
        cos_tk.narrow(0, 0, length).unsqueeze(1), signedSin_tk.narrow(0, 0, length).unsqueeze(1));
  }

  /**
   * The rotation of one position a row.
   *
   * @param positions_b int64
   */
  Rotation at(Tensor positions_b) {
    return new Rotation(gathered(cos_tk, positions_b), gathered(signedSin_tk, positions_b));
  }

  private static Tensor gathered(Tensor table, Tensor positions) {
    return torch.index_select(table, 0, positions).unsqueeze(1).unsqueeze(1);
  }

  @Override
  public void close() {
    cos_tk.close();
    signedSin_tk.close();
  }

  /** Cosines and signed sines that broadcast over [b, t, heads, k]. */
  final class Rotation {
    private final Tensor cos;
    private final Tensor signedSin;

    private Rotation(Tensor cos, Tensor signedSin) {
      this.cos = cos;
      this.signedSin = signedSin;
    }

    Tensor apply(Tensor x_bthk) {
      Tensor swapped = x_bthk.roll(new long[] {half}, -1);
      return torch.addcmul(x_bthk.mul(cos), swapped, signedSin);
    }
  }
}
