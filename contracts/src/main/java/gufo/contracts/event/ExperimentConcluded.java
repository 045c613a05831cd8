package gufo.contracts.event;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Every cell is evaluated or failed.
 *
 * @param status concluded, or failed when any recipe could not be had
 * @param verdict of the primary comparison: transmitted, not-transmitted or underpowered; null when
 *     it has too few runs
 */
public record ExperimentConcluded(
    String experimentId, String status, @JsonInclude(JsonInclude.Include.NON_NULL) String verdict)
    implements Fact {
  @Override
  public String identity() {
    return "";
  }
}
