package gufo.filter.rules;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * What a filter did to a file of rows.
 *
 * @param rows rows read
 * @param kept rows no rule rejected
 * @param rejections in the order of the rules, one for each reason a rule gave
 */
@JsonPropertyOrder({"rows", "kept", "rejected", "rejections"})
public record FilterCounts(long rows, long kept, List<Rejections> rejections) {
  public FilterCounts {
    rejections = List.copyOf(rejections);
  }

  /**
   * How often a rule gave a reason.
   *
   * @param rows all rows it gave the reason for
   * @param first those that no rule before it rejected; over all rules these add up to the rejected
   */
  public record Rejections(String rule, String reason, long rows, long first) {}

  @JsonProperty
  public long rejected() {
    return rows - kept;
  }
}
