package gufo.kit.jobs;

import gufo.contracts.event.Origin;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;

/**
 * An experiment wants a job's artifact; {@code origin} is what it was told, null while it waits. It
 * waits again, told or not, while the artifact is lost.
 */
@Entity
@Table(name = "interest")
class Interest {

  @EmbeddedId Key key;

  @Enumerated(EnumType.STRING)
  Origin origin;

  /** One of the experiment's jobs could not read the artifact, and waits to hear it is restored. */
  boolean lost;

  /** Where the trace of the wish goes on; null when nothing is traced. */
  String traceparent;

  @Column(name = "created_at")
  Instant createdAt;

  protected Interest() {}

  Interest(String jobId, String experimentId, String traceparent, Instant createdAt) {
    this.key = new Key(jobId, experimentId);
    this.traceparent = traceparent;
    this.createdAt = createdAt;
  }

  @Embeddable
  record Key(
      @Column(name = "job_id") String jobId, @Column(name = "experiment_id") String experimentId)
      implements Serializable {}
}
