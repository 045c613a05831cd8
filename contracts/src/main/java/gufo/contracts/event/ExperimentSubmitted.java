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
 * @param sweep what was submitted together with others takes its turn with them; null alone
 */
public record ExperimentSubmitted(
    String experimentId,
    String specHash,
    Instant submittedAt,
    ExperimentSpec spec,
    @JsonInclude(JsonInclude.Include.NON_NULL) Preregistration preregistration,
    @JsonInclude(JsonInclude.Include.NON_NULL) String sweep)
    implements Fact {

  /** Of a spec whose name is not registered, alone. */
  public ExperimentSubmitted(
      String experimentId, String specHash, Instant submittedAt, ExperimentSpec spec) {
    this(experimentId, specHash, submittedAt, spec, null, null);
  }

  @Override
  public String identity() {
    return "";
  }
}
