package gufo.evaluator.results;

import gufo.contracts.event.ArtifactMade;
import gufo.contracts.event.DatasetFiltered;
import gufo.contracts.event.ModelEvaluated;
import gufo.contracts.event.Origin;
import gufo.contracts.event.StageFailed;
import gufo.contracts.id.Json;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.io.Serializable;

/** A node of an experiment's plan that is made or failed; what was said first stays. */
@Entity
@Table(name = "settled_node")
class SettledNode {

  @EmbeddedId Key key;

  @Enumerated(EnumType.STRING)
  Origin origin;

  String details;

  @Column(name = "failed_stage")
  String failedStage;

  String failure;

  protected SettledNode() {}

  static SettledNode made(ArtifactMade fact) {
    SettledNode node = new SettledNode();
    node.key = new Key(fact.experimentId(), fact.recipeId());
    node.origin = fact.origin();
    if (fact instanceof ModelEvaluated evaluated) {
      node.details = Json.write(evaluated.scores());
    } else if (fact instanceof DatasetFiltered filtered) {
      node.details = Json.write(filtered.counts());
    }
    return node;
  }

  static SettledNode failed(StageFailed fact) {
    SettledNode node = new SettledNode();
    node.key = new Key(fact.experimentId(), fact.recipeId());
    node.failedStage = fact.stage();
    node.failure = fact.reason();
    return node;
  }

  boolean failed() {
    return failure != null;
  }

  @Embeddable
  record Key(
      @Column(name = "experiment_id") String experimentId,
      @Column(name = "recipe_id") String recipeId)
      implements Serializable {}
}
