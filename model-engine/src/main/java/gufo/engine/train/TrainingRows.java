package gufo.engine.train;

import gufo.engine.tokenizer.EncodedRow;
import java.util.List;
import java.util.function.LongFunction;

/** Where a training's rows come from, epoch by epoch; an epoch can be made again at any time. */
public interface TrainingRows {

  /** How many rows an epoch has. */
  int rowsPerEpoch();

  /** Every row of epoch {@code epoch}; the same list for the same number. */
  List<EncodedRow> epoch(long epoch);

  /** The same rows in every epoch. */
  static TrainingRows of(List<EncodedRow> rows) {
    List<EncodedRow> copy = List.copyOf(rows);
    if (copy.isEmpty()) {
      throw new IllegalArgumentException("there are no rows to train on");
    }
    return new TrainingRows() {
      @Override
      public int rowsPerEpoch() {
        return copy.size();
      }

      @Override
      public List<EncodedRow> epoch(long epoch) {
        return copy;
      }
    };
  }

  /**
   * Rows made when they are needed and never seen twice: epoch e has rows e * rowsPerEpoch onwards.
   */
  static TrainingRows stream(LongFunction<EncodedRow> row, int rowsPerEpoch) {
    return new TrainingRows() {
      @Override
      public int rowsPerEpoch() {
        return rowsPerEpoch;
      }

      @Override
      public List<EncodedRow> epoch(long epoch) {
        return java.util.stream.LongStream.range(0, rowsPerEpoch)
            .mapToObj(i -> row.apply(epoch * rowsPerEpoch + i))
            .toList();
      }
    };
  }
}
