package gufo.engine.net;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** One pre-norm block: attention, then feed-forward, each added to the residual stream. */
record Block(Norm inputNorm, SelfAttention selfAttention, Norm postNorm, FeedForward feedForward) {

  /**
   * @param selected_s positions of the flattened [b * t] that are wanted after the attention, or
   *     null for all: what nobody reads is not computed
   * @return [b, t, d], or [s, d]
   */
  Tensor forward(Tensor x_btd, Positions.Places places, Attention attention, Tensor selected_s) {
    Tensor attended = selfAttention.apply(inputNorm.apply(x_btd), places, attention, selected_s);
    Tensor x = rows(x_btd, selected_s).add(attended);
    return x.add(feedForward.apply(postNorm.apply(x)));
  }

  /** [s, d] of [b, t, d]; everything when nothing is selected. */
  static Tensor rows(Tensor x_btd, Tensor selected_s) {
    return selected_s == null
        ? x_btd
        : torch.index_select(x_btd.reshape(-1, x_btd.size(-1)), 0, selected_s);
  }
}
