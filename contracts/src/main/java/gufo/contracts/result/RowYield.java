package gufo.contracts.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the filter left of one data set's raw rows.
 *
 * @param student whose rows they are where the students of an arm have rows of their own, else null
 * @param generated raw rows looked at; none for a data set derived from others
 * @param kept rows no rule rejected
 * @param rejected rows by reason
 */
public record RowYield(
    String arm,
    int replicate,
    @JsonInclude(JsonInclude.Include.NON_NULL) String student,
    int generated,
    int kept,
    Map<String, Integer> rejected) {

  public RowYield {
    rejected = Collections.unmodifiableMap(new TreeMap<>(rejected));
  }
}
