package gufo.engine.net;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A low-rank adapter (LoRA, arXiv 2106.09685): the projection's weight W acts as W + scale B A.
 *
 * @param a [rank, in]
 * @param b [out, rank]
 * @param scale alpha / rank
 */
public record LowRank(Tensor a, Tensor b, double scale) {

  /** What the adapter adds to the projection's output. */
  Tensor apply(Tensor x) {
    return torch.linear(torch.linear(x, a), b).mul(new Scalar(scale));
  }

  /** scale B A, [out, in]. */
  public Tensor product() {
    return torch.mm(b, a).mul(new Scalar(scale));
  }
}
