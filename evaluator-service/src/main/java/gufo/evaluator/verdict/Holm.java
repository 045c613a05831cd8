package gufo.evaluator.verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Holm's step-down correction (S. Holm, "A Simple Sequentially Rejective Multiple Test Procedure",
 * Scandinavian Journal of Statistics 6, 1979): with p sorted upwards, the i-th of m becomes the
 * largest of {@code (m - j + 1) p_j} for j up to i, at most 1.
 */
public final class Holm {

  private Holm() {}

  /**
   * The corrected values, in the order given. A null, a comparison without a p, stays null but
   * counts in m: a run that failed must not make the others' test easier.
   */
  public static List<Double> adjust(List<Double> values) {
    int m = values.size();
    List<Double> adjusted = new ArrayList<>(java.util.Collections.nCopies(m, null));
    List<Integer> upwards =
        IntStream.range(0, m)
            .boxed()
            .filter(i -> values.get(i) != null)
            .sorted(Comparator.comparing(values::get))
            .toList();
    double largest = 0;
    for (int rank = 0; rank < upwards.size(); rank++) {
      int index = upwards.get(rank);
      largest = Math.max(largest, Math.min(1, (m - rank) * values.get(index)));
      adjusted.set(index, largest);
    }
    return adjusted;
  }
}
