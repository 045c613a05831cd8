package gufo.teacher.experiments;

import gufo.contracts.event.ExperimentConcluded;
import gufo.contracts.id.Json;
import gufo.contracts.spec.ExperimentSpec;
import gufo.contracts.spec.Preregistration;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** One submission. It ends once, in whichever way comes first. */
@Entity
@Table(name = "experiment")
class Experiment {

  /** Where a submission stands. */
  enum Status {
    RUNNING,
    CONCLUDED,
    FAILED,
    CANCELLED
  }

  @Id String id;
  String name;

  @Column(name = "spec_hash")
  String specHash;

  String spec;

  @Column(name = "nameless_hash")
  String namelessHash;

  String preregistration;

  @Enumerated(EnumType.STRING)
  Status status;

  String verdict;

  @Column(name = "idempotency_key")
  String idempotencyKey;

  @Column(name = "submitted_at")
  Instant submittedAt;

  @Column(name = "ended_at")
  Instant endedAt;

  protected Experiment() {}

  Experiment(
      String id, ExperimentSpec spec, Preregistration mark, String idempotencyKey, Instant now) {
    this.id = id;
    this.name = spec.name();
    this.specHash = spec.hash();
    this.namelessHash = spec.namelessHash();
    this.spec = Json.write(spec);
    this.preregistration = mark == null ? null : Json.write(mark);
    this.status = Status.RUNNING;
    this.idempotencyKey = idempotencyKey;
    this.submittedAt = now;
  }

  /** False when it had ended already. */
  boolean cancel(Instant now) {
    return end(Status.CANCELLED, now);
  }

  void conclude(ExperimentConcluded fact, Instant now) {
    if (end(fact.status().equals("concluded") ? Status.CONCLUDED : Status.FAILED, now)) {
      verdict = fact.verdict();
    }
  }

  private boolean end(Status last, Instant now) {
    if (status != Status.RUNNING) {
      return false;
    }
    status = last;
    endedAt = now;
    return true;
  }
}
