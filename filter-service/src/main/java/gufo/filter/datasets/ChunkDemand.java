package gufo.filter.datasets;

import gufo.contracts.event.RowCounts;
import gufo.contracts.plan.Recipe;

/** How many chunks of a stream a data set should have, judged by the yield so far. */
final class ChunkDemand {

  /** Ask for a little more than the yield says, so that one further round mostly suffices. */
  private static final double RESERVE = 1.1;

  private ChunkDemand() {}

  /**
   * Chunks wanted from the stream's beginning; never more than {@code maxRows} allows, so a result
   * that is no larger than {@code chunksSeen} means the rows cannot be had.
   */
  static long chunksWanted(Recipe.Dataset dataset, RowCounts counts, long chunksSeen) {
    int chunkRows = dataset.stream().chunkRows();
    long most = Math.max(1, dataset.maxRows() / chunkRows);
    double missing = dataset.rows() - counts.kept();
    double further =
        counts.generated() == 0
            ? missing
            : counts.kept() == 0
                ? counts.generated()
                : missing * RESERVE * counts.generated() / counts.kept();
    long chunks = chunksSeen + Math.max(1, (long) Math.ceil(further / chunkRows));
    return Math.min(chunks, most);
  }
}
