package gufo.engine.net;

import gufo.engine.tensor.Scope;
import gufo.engine.tensor.Tensors;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Rotary positions (arXiv 2104.09864) in the rotate-half form of Hugging Face: x cos + (-x2, x1)
 * sin. The sign sits in the table, so that the rotation is one roll and two products.
 */
final class Rope implements Positions, AutoCloseable {

  private final Tensor cos_tk;
  private final Tensor signedSin_tk;
  private final int half;
  private final int rotatedHeads;
  private final int valueHeads;

  private Rope(QwenConfig config, Tensor cos, Tensor signedSin) {
    this.cos_tk = cos;
    this.signedSin_tk = signedSin;
    this.half = config.headSize() / 2;
    this.rotatedHeads = config.heads() + config.keyValueHeads();
    this.valueHeads = config.keyValueHeads();
  }

  /** Tables for every position the model can have. */
  static Rope of(QwenConfig config, ScalarType type) {
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
          config,
          scope.keep(Tensors.numbers(cos, type, config.positions(), size)),
          scope.keep(Tensors.numbers(sin, type, config.positions(), size)));
    }
  }

  @Override
  public Places upTo(long length) {
    return new Rotation(
        everyHead(cos_tk.narrow(0, 0, length), 1), everyHead(signedSin_tk.narrow(0, 0, length), 0));
  }

  @Override
  public Places at(Tensor positions_b) {
    return new Rotation(
        everyHead(torch.index_select(cos_tk, 0, positions_b), 1).unsqueeze(1),
        everyHead(torch.index_select(signedSin_tk, 0, positions_b), 0).unsqueeze(1));
  }

  /** [x, k] to [x, h + 2g, k], with {@code neutral} for the values, which are not rotated. */
  private Tensor everyHead(Tensor table_xk, double neutral) {
    long x = table_xk.size(0);
    long k = table_xk.size(1);
    Tensor rotated = table_xk.unsqueeze(1).expand(x, rotatedHeads, k);
    Tensor still = torch.full_like(table_xk, new Scalar(neutral)).unsqueeze(1);
    return Tensors.cat(1, rotated, still.expand(x, valueHeads, k));
  }

  @Override
  public void close() {
    cos_tk.close();
    signedSin_tk.close();
  }

  /**
   * Cosines and signed sines of every head: whole rows of memory, not eight numbers at a time, so
   * that the products are vectorised.
   */
  private final class Rotation implements Places {
    private final Tensor cos;
    private final Tensor signedSin;

    private Rotation(Tensor cos, Tensor signedSin) {
      this.cos = cos;
      this.signedSin = signedSin;
    }

    /** Rotates queries and keys and leaves the values. */
    @Override
    public Tensor turned(Tensor x_btnk) {
      Tensor swapped = x_btnk.roll(new long[] {half}, -1);
      return torch.addcmul(x_btnk.mul(cos), swapped, signedSin);
    }
  }
}
