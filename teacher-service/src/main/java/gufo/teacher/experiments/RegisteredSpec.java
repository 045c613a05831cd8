package gufo.teacher.experiments;

import gufo.contracts.id.Json;
import gufo.contracts.spec.ExperimentSpec;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A spec frozen under its name. Nothing changes it. */
@Entity
@Table(name = "preregistration")
class RegisteredSpec {

  @Id String name;

  @Column(name = "spec_hash")
  String specHash;

  String spec;

  @Column(name = "registered_at")
  Instant registeredAt;

  protected RegisteredSpec() {}

  RegisteredSpec(ExperimentSpec spec, Instant now) {
    this.name = spec.name();
    this.specHash = spec.hash();
    this.spec = Json.write(spec);
    this.registeredAt = now;
  }
}
