package gufo.evaluator.results;

import gufo.contracts.event.ExperimentSubmitted;
import gufo.contracts.id.Json;
import gufo.contracts.result.ExperimentResult;
import gufo.contracts.spec.ExperimentSpec;
import gufo.contracts.spec.Preregistration;
import gufo.kit.problem.Problem;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** An experiment under measurement; its result is written once. */
@Entity
@Table(name = "measured_experiment")
class MeasuredExperiment {

  /** Where the measurement stands. */
  enum Status {
    RUNNING,
    CONCLUDED,
    FAILED,
    CANCELLED
  }

  @Id String id;
  String spec;

  @Column(name = "spec_hash")
  String specHash;

  @Column(name = "plan_nodes")
  int planNodes;

  @Enumerated(EnumType.STRING)
  Status status;

  String result;

  /** The mark of a preregistered experiment, else null. */
  String preregistration;

  @Column(name = "submitted_at")
  Instant submittedAt;

  @Column(name = "ended_at")
  Instant endedAt;

  protected MeasuredExperiment() {}

  MeasuredExperiment(ExperimentSubmitted fact, int planNodes) {
    this.id = fact.experimentId();
    this.spec = Json.write(fact.spec());
    this.specHash = fact.specHash();
    this.planNodes = planNodes;
    this.status = Status.RUNNING;
    this.submittedAt = fact.submittedAt();
    this.preregistration =
        fact.preregistration() == null ? null : Json.write(fact.preregistration());
  }

  ExperimentSpec spec() {
    return Json.read(spec, ExperimentSpec.class);
  }

  /** Null when nothing was registered under its name. */
  Preregistration preregistration() {
    return preregistration == null ? null : Json.read(preregistration, Preregistration.class);
  }

  /** Refused while there is none. */
  ExperimentResult result() {
    if (result == null) {
      throw new Problem.Refused(
          409, "No result yet", "Experiment '" + id + "' has not ended.", null);
    }
    return Json.read(result, ExperimentResult.class);
  }

  static Problem.Refused unknown(String id) {
    return new Problem.Refused(
        404, "No such experiment", "There is no experiment '" + id + "'.", null);
  }

  boolean running() {
    return status == Status.RUNNING;
  }

  void end(Status last, String resultJson, Instant now) {
    if (!running()) {
      throw new IllegalStateException(
          "experiment " + id + " is " + status + " and cannot end again");
    }
    status = last;
    result = resultJson;
    endedAt = now;
  }
}
