package gufo.engine.net;

import gufo.engine.tensor.Scope;
import gufo.engine.tensor.Tensors;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Keys and values of the tokens read so far, all memory taken at the start. Prompts end in one
 * column, so that every row writes its next token in the same place; the columns before a short
 * prompt are masked.
 */
public final class KeyValueCache implements AutoCloseable {

  private final Tensor[] keys_bgck;
  private final Tensor[] values_bgck;
  private Tensor mask_b11c;
  private final int promptColumns;
  private int column;

  private KeyValueCache(Tensor[] keys, Tensor[] values, Tensor mask, int promptColumns) {
    this.keys_bgck = keys;
    this.values_bgck = values;
    this.mask_b11c = mask;
    this.promptColumns = promptColumns;
    this.column = promptColumns;
  }

  /**
   * @param promptLengths of each row
   * @param newTokens most tokens a row may add
   */
  public static KeyValueCache allocate(
      DecoderConfig config, ScalarType type, int[] promptLengths, int newTokens) {
    int rows = promptLengths.length;
    int prompt = java.util.Arrays.stream(promptLengths).max().orElseThrow();
    long[] shape = {rows, config.keyValueHeads(), prompt + newTokens, config.headSize()};
    try (Scope scope = Scope.open()) {
      Tensor[] keys = new Tensor[config.layers()];
      Tensor[] values = new Tensor[config.layers()];
      for (int layer = 0; layer < keys.length; layer++) {
        keys[layer] = scope.keep(Tensors.zeros(type, shape));
        values[layer] = scope.keep(Tensors.zeros(type, shape));
      }
      Tensor mask = scope.keep(Tensors.zeros(type, rows, 1, 1, shape[2]));
      Scalar never = new Scalar(Double.NEGATIVE_INFINITY);
      for (int row = 0; row < rows; row++) {
        mask.select(0, row).narrow(2, 0, prompt - promptLengths[row]).fill_(never);
      }
      return new KeyValueCache(keys, values, mask, prompt);
    }
  }

  /** Keeps only some rows. */
  public void keepRows(Tensor rows) {
    try (Scope scope = Scope.open()) {
      for (int layer = 0; layer < keys_bgck.length; layer++) {
        keys_bgck[layer] = replaced(keys_bgck[layer], rows, scope);
        values_bgck[layer] = replaced(values_bgck[layer], rows, scope);
      }
      mask_b11c = replaced(mask_b11c, rows, scope);
    }
  }

  private static Tensor replaced(Tensor old, Tensor rows, Scope scope) {
    Tensor kept = scope.keep(old.index_select(0, rows));
    old.close();
    return kept;
  }

  Attention prefilling(int firstRow) {
    return (layer, q, k, v) -> {
      store(keys_bgck[layer], k, firstRow);
      store(values_bgck[layer], v, firstRow);
      return Attention.CAUSAL.attend(layer, q, k, v);
    };
  }

  private void store(Tensor cache_bgck, Tensor new_btgk, int firstRow) {
    long t = new_btgk.size(1);
    cache_bgck
        .narrow(0, firstRow, new_btgk.size(0))
        .narrow(2, promptColumns - t, t)
        .copy_(new_btgk.transpose(1, 2));
  }

  Attention appending(DecoderConfig config) {
    int g = config.keyValueHeads();
    return (layer, q_b1hk, k_b1gk, v_b1gk) -> {
      keys_bgck[layer].narrow(2, column, 1).copy_(k_b1gk.transpose(1, 2));
      values_bgck[layer].narrow(2, column, 1).copy_(v_b1gk.transpose(1, 2));
      return Attention.cached(
          q_b1hk.reshape(q_b1hk.size(0), g, config.heads() / g, config.headSize()),
          keys_bgck[layer].narrow(2, 0, column + 1),
          values_bgck[layer].narrow(2, 0, column + 1),
          mask_b11c.narrow(3, 0, column + 1));
    };
  }

  void advance() {
    column++;
  }

  @Override
  public void close() {
    for (int layer = 0; layer < keys_bgck.length; layer++) {
      keys_bgck[layer].close();
      values_bgck[layer].close();
    }
    mask_b11c.close();
  }
}
