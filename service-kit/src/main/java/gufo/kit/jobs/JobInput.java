package gufo.kit.jobs;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;

/** An artifact a job needs, and whether a fact told of it. */
@Entity
@Table(name = "job_input")
class JobInput {

  @EmbeddedId Key key;
  boolean known;

  /** How often its bytes were found damaged or missing since the job was last queued. */
  int losses;

  protected JobInput() {}

  JobInput(String jobId, String recipeId, boolean known) {
    this.key = new Key(jobId, recipeId);
    this.known = known;
  }

  /** A fact told of it, and it cannot be read: the job lacks it again until it is restored. */
  void lose() {
    known = false;
    losses++;
  }

  void forgetLosses() {
    losses = 0;
  }

  @Embeddable
  record Key(@Column(name = "job_id") String jobId, @Column(name = "recipe_id") String recipeId)
      implements Serializable {}
}
