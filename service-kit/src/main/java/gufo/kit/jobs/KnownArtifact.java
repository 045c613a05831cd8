package gufo.kit.jobs;

import gufo.contracts.event.ArtifactReference;
import gufo.contracts.id.Json;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** An artifact a fact told of, by the recipe that made it. */
@Entity
@Table(name = "known_artifact")
class KnownArtifact {

  @Id
  @Column(name = "recipe_id")
  String recipeId;

  String reference;

  ArtifactReference reference() {
    return Json.read(reference, ArtifactReference.class);
  }
}
