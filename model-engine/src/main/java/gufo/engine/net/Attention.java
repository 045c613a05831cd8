package gufo.engine.net;

import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** Who attends to what; the three ways in which a decoder reads tokens differ in this alone. */
interface Attention {

  /**
   * @param q_bthk rotated queries
   * @param k_btgk rotated keys
   * @param v_btgk values
   * @return [b, t, h * k]
   */
  Tensor attend(int layer, Tensor q_bthk, Tensor k_btgk, Tensor v_btgk);

  /** Every position attends to itself and those before it. Padding at the end is never seen. */
  Attention CAUSAL = (layer, q, k, v) -> causal(q, k, v);

  private static Tensor causal(Tensor q_bthk, Tensor k_btgk, Tensor v_btgk) {
    Tensor attended_bhtk =
        torch.scaled_dot_product_attention(
            q_bthk.transpose(1, 2),
            k_btgk.transpose(1, 2),
            v_btgk.transpose(1, 2),
            new TensorOptional(),
            0,
            true,
            new DoubleOptional(),
            q_bthk.size(2) != k_btgk.size(2));
    return attended_bhtk.transpose(1, 2).reshape(q_bthk.size(0), q_bthk.size(1), -1);
  }

  /**
   * Few queries against a cache.
   *
   * @param q_bgqk the query heads of a key-value head side by side
   * @param mask_b11c added to the scores
   * @return [b, 1, h * k]
   */
  static Tensor cached(Tensor q_bgqk, Tensor k_bgck, Tensor v_bgck, Tensor mask_b11c) {
    Tensor attended_bgqk =
        torch.scaled_dot_product_attention(
            q_bgqk,
            k_bgck,
            v_bgck,
            new TensorOptional(mask_b11c),
            0,
            false,
            new DoubleOptional(),
            false);
    return attended_bgqk.reshape(q_bgqk.size(0), 1, -1);
  }
}
