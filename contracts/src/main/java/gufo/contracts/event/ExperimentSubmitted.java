package gufo.contracts.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import gufo.contracts.spec.ExperimentSpec;
import gufo.contracts.spec.Preregistration;
import java.time.Instant;

/**
 * A validated, resolved spec.
 *
 * @param experimentId UUIDv7, one a submission
 * @param specHash of the resolved spec, equal for equal experiments
 * @param preregistration null when nothing was registered under the spec's name
 */
public record ExperimentSubmitted(
    String experimentId,
    String specHash,
    Instant submittedAt,
    ExperimentSpec spec,
    @JsonInclude(JsonInclude.Include.NON_NULL) Preregistration preregistration)
    implements Fact {

  /** Of a spec whose name is not registered. */
  public ExperimentSubmitted(
      String experimentId, String specHash, Instant submittedAt, ExperimentSpec spec) {
    this(experimentId, specHash, submittedAt, spec, null);
  }

  @Override
  public String identity() {
    return "";
  }
}
