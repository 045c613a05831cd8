package gufo.engine.train;

import gufo.engine.tensor.Tensors;
import gufo.engine.tokenizer.EncodedRow;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * Rows side by side, without each row's last token: it is predicted, never read.
 *
 * @param ids_bt padded at the end with token 0, which causal attention never shows to a real token
 * @param selected_s where a completion's token is predicted, indices into the flattened [b * t]
 * @param targets_s the token to predict there
 * @param tokens tokens of the rows, padding excluded
 */
public record Batch(Tensor ids_bt, Tensor selected_s, Tensor targets_s, long tokens) {

  /** In the innermost scope. */
  public static Batch of(List<EncodedRow> rows) {
    int longest = 0;
    int predicted = 0;
    long tokens = 0;
    for (EncodedRow row : rows) {
      longest = Math.max(longest, row.ids().length - 1);
      predicted += row.ids().length - row.promptLength();
      tokens += row.ids().length;
    }
    long[] ids = new long[rows.size() * longest];
    long[] selected = new long[predicted];
    long[] targets = new long[predicted];
    int s = 0;
    for (int b = 0; b < rows.size(); b++) {
      int[] row = rows.get(b).ids();
      int prompt = rows.get(b).promptLength();
      for (int t = 0; t < row.length - 1; t++) {
        ids[b * longest + t] = row[t];
        if (t + 1 >= prompt) {
          selected[s] = (long) b * longest + t;
          targets[s++] = row[t + 1];
        }
      }
    }
    return new Batch(
        Tensors.longs(ids, rows.size(), longest),
        Tensors.longs(selected, predicted),
        Tensors.longs(targets, predicted),
        tokens);
  }
}
