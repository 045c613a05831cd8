package gufo.engine.train;

import gufo.engine.tensor.Seeds;
import gufo.engine.tokenizer.EncodedRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Which rows go into which batch of an epoch, from (seed, epoch) alone: rows are shuffled, sorted
 * by length within windows of a few batches so that little is padded, and the batches shuffled.
 */
final class BatchPlan {

  private static final int BATCHES_A_WINDOW = 8;

  private BatchPlan() {}

  /**
   * @return per batch the indices of its rows
   */
  static int[][] of(List<EncodedRow> rows, int batchRows, long seed, long epoch) {
    int[] order = identity(rows.size());
    Seeds.shuffle(order, Seeds.generator(seed, "row order", epoch));
    List<int[]> batches = new ArrayList<>();
    int window = batchRows * BATCHES_A_WINDOW;
    for (int from = 0; from < order.length; from += window) {
      int[] sorted =
          Arrays.stream(order, from, Math.min(from + window, order.length))
              .boxed()
              .sorted(Comparator.comparingInt(i -> rows.get(i).ids().length))
              .mapToInt(Integer::intValue)
              .toArray();
      for (int start = 0; start < sorted.length; start += batchRows) {
        batches.add(Arrays.copyOfRange(sorted, start, Math.min(start + batchRows, sorted.length)));
      }
    }
    int[] batchOrder = identity(batches.size());
    Seeds.shuffle(batchOrder, Seeds.generator(seed, "batch order", epoch));
    return Arrays.stream(batchOrder).mapToObj(batches::get).toArray(int[][]::new);
  }

  private static int[] identity(int length) {
    int[] values = new int[length];
    Arrays.setAll(values, i -> i);
    return values;
  }
}
