package gufo.contracts.event;

import gufo.contracts.spec.ExperimentSpec;
import java.time.Instant;

/**
 * A validated, resolved spec.
 *
 * @param experimentId UUIDv7, one a submission
 * @param specHash of the resolved spec, equal for equal experiments
 */
public record ExperimentSubmitted(
    String experimentId, String specHash, Instant submittedAt, ExperimentSpec spec)
    implements Fact {
  @Override
  public String identity() {
    return "";
  }
}
