package gufo.contracts.result;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the filter left of one data set's raw rows.
 *
 * @param generated raw rows looked at; none for a data set derived from others
 * @param kept rows no rule rejected
 * @param rejected rows by reason
 */
public record RowYield(
    String arm, int replicate, int generated, int kept, Map<String, Integer> rejected) {

  public RowYield {
    rejected = Collections.unmodifiableMap(new TreeMap<>(rejected));
  }
}
