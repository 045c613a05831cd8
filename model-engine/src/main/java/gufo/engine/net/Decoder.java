package gufo.engine.net;

import gufo.engine.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A decoder bound to parameters: cheap to make, holds nothing of its own but the joined projections
 * (in the scope in which it was made). Gradients flow to those parameters that ask for them.
 */
public final class Decoder {

  private final DecoderConfig config;
  private final Tensor embedding_vd;
  private final Positions positions;
  private final List<Block> blocks;
  private final Norm finalNorm;
  private final Tensor head_vd;

  Decoder(
      DecoderConfig config,
      Tensor embedding_vd,
      Positions positions,
      List<Block> blocks,
      Norm finalNorm,
      Tensor head_vd) {
    this.config = config;
    this.embedding_vd = embedding_vd;
    this.positions = positions;
    this.blocks = blocks;
    this.finalNorm = finalNorm;
    this.head_vd = head_vd;
  }

  /**
   * Reads whole rows.
   *
   * @param ids_bt int64, padded at the end with any token
   * @param selected_s int64 indices into the flattened [b * t]
   * @return [s, d], normalised: what the head reads
   */
  public Tensor hidden(Tensor ids_bt, Tensor selected_s) {
    return run(ids_bt, upTo(ids_bt.size(1)), Attention.CAUSAL, selected_s);
  }

  /**
   * Reads prompts of one length into the cache.
   *
   * @param ids_bt int64, no padding
   * @param firstRow the cache's row of the first prompt
   * @return [b, d] of the last position
   */
  public Tensor prefill(Tensor ids_bt, KeyValueCache cache, int firstRow) {
    long b = ids_bt.size(0);
    long t = ids_bt.size(1);
    long[] last = new long[Math.toIntExact(b)];
    Arrays.setAll(last, row -> (row + 1) * t - 1);
    Tensor last_b = Tensors.longs(last, b);
    return run(ids_bt, upTo(t), cache.prefilling(firstRow), last_b);
  }

  /**
   * Reads one more token a row and moves the cache on by a column.
   *
   * @param ids_b int64
   * @param positions_b int64, each row's own position of that token
   * @return [b, d]
   */
  public Tensor next(Tensor ids_b, Tensor positions_b, KeyValueCache cache) {
    Tensor hidden_b1d =
        run(ids_b.unsqueeze(1), positions.at(positions_b), cache.appending(config), null);
    cache.advance();
    return hidden_b1d.squeeze(1);
  }

  /** [s, d] to [s, v]. */
  public Tensor logits(Tensor hidden_sd) {
    return torch.linear(hidden_sd, head_vd);
  }

  private Positions.Places upTo(long length) {
    if (length > config.positions()) {
      throw new IllegalArgumentException(
          "a row of %d tokens; the model reads at most %d".formatted(length, config.positions()));
    }
    return positions.upTo(length);
  }

  private Tensor run(
      Tensor ids_bt, Positions.Places places, Attention attention, Tensor selected_s) {
    Tensor x = places.embedded(torch.embedding(embedding_vd, ids_bt));
    for (int layer = 0; layer < blocks.size(); layer++) {
      boolean last = layer == blocks.size() - 1;
      x = blocks.get(layer).forward(x, places, attention, last ? selected_s : null);
    }
    return finalNorm.apply(x);
  }
}
