package gufo.engine.net;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The first half of a block.
 *
 * @param queryKeyValue [..., d] to [..., (h + 2g) * k]
 * @param output [..., h * k] to [..., d]
 */
record SelfAttention(DecoderConfig config, int layer, Projection queryKeyValue, Projection output) {

  /**
   * @param selected_s as in {@link Block#forward}
   * @return [b, t, d], or [s, d]
   */
  Tensor apply(Tensor x_btd, Positions.Places places, Attention attention, Tensor selected_s) {
    int h = config.heads();
    int g = config.keyValueHeads();
    Tensor heads_btnk =
        queryKeyValue
            .apply(x_btd)
            .view(x_btd.size(0), x_btd.size(1), h + 2L * g, config.headSize());
    TensorVector split = torch.split(places.turned(heads_btnk), new long[] {h, g, g}, 2);
    Tensor attended = attention.attend(layer, split.get(0), split.get(1), split.get(2));
    return output.apply(Block.rows(attended, selected_s));
  }
}
