package gufo.kit.jobs;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * An experiment this stage heard of; a closed one (cancelled or concluded) refuses its late facts.
 */
@Entity
@Table(name = "known_experiment")
class KnownExperiment {

  @Id String id;
  boolean closed;

  /** Whose turns its jobs take; null for its own, or as long as its submission is not known. */
  String sweep;

  protected KnownExperiment() {}

  KnownExperiment(String id) {
    this.id = id;
  }
}
