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

  protected JobInput() {}

  JobInput(String jobId, String recipeId, boolean known) {
    this.key = new Key(jobId, recipeId);
    this.known = known;
  }

  @Embeddable
  record Key(@Column(name = "job_id") String jobId, @Column(name = "recipe_id") String recipeId)
      implements Serializable {}
}
