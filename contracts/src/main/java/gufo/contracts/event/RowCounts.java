package gufo.contracts.event;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of a stream's rows, over whole chunks up to the one in which the target was reached.
 *
 * @param generated raw rows looked at; none for a data set derived from others
 * @param kept rows no rule rejected, those beyond the target included
 * @param rejected rows by the reason of the first rule that rejected them
 */
public record RowCounts(int generated, int kept, Map<String, Integer> rejected) {

  /** Of rows nobody has looked at yet. */
  public static final RowCounts NONE = new RowCounts(0, 0, Map.of());

  public RowCounts {
    rejected = Collections.unmodifiableMap(new TreeMap<>(rejected));
  }
}
