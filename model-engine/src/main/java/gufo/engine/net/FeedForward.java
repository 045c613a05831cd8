package gufo.engine.net;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** The second half of a block, [..., d] to [..., d]. */
@FunctionalInterface
interface FeedForward {

  Tensor apply(Tensor x);

  /**
   * SwiGLU (arXiv 2002.05202): down(silu(gate(x)) * up(x)).
   *
   * @param gateUp gate and up side by side
   * @param f width of each
   */
  static FeedForward swiGlu(Projection gateUp, Projection down, long f) {
    return x -> {
      TensorVector split = torch.split(gateUp.apply(x), f, -1);
      return down.apply(torch.silu(split.get(0)).mul(split.get(1)));
    };
  }

  /** down(gelu(up(x))), GELU (arXiv 1606.08415) by the tanh that GPT-2 was trained with. */
  static FeedForward gelu(Projection up, Projection down) {
    return x -> down.apply(torch.gelu(up.apply(x), "tanh"));
  }
}
