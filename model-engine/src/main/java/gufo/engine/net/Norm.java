package gufo.engine.net;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** A normalisation layer bound to its parameters, [..., d] to [..., d]. */
@FunctionalInterface
interface Norm {

  Tensor apply(Tensor x);

  /**
   * RMSNorm (arXiv 1910.07467): x / sqrt(mean(x^2) + epsilon) * gain. Written with the vector norm,
   * whose backward pass costs half of the library's rms_norm at these widths.
   */
  static Norm rms(Tensor gain_d, double epsilon) {
    long[] last = {-1};
    double width = gain_d.size(0);
    return x -> {
      Tensor length =
          torch.linalg_vector_norm(x, new Scalar(2.0), last, true, new ScalarTypeOptional());
      Tensor meanSquare = length.square().div(new Scalar(width));
      return x.mul(gain_d).mul(meanSquare.add(new Scalar(epsilon)).rsqrt());
    };
  }

  /** LayerNorm (arXiv 1607.06450): (x - mean(x)) / sqrt(variance(x) + epsilon) * gain + bias. */
  static Norm layer(Tensor gain_d, Tensor bias_d, double epsilon) {
    long[] shape = {gain_d.size(0)};
    TensorOptional gain = new TensorOptional(gain_d);
    TensorOptional bias = new TensorOptional(bias_d);
    return x -> torch.layer_norm(x, shape, gain, bias, epsilon, false);
  }
}
