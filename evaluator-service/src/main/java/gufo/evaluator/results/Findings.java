package gufo.evaluator.results;

import gufo.contracts.event.Origin;
import gufo.contracts.event.RowCounts;
import gufo.contracts.event.Scores;
import gufo.contracts.event.StageFailed;
import gufo.contracts.id.Json;
import gufo.contracts.plan.Node;
import gufo.contracts.plan.Plan;
import gufo.contracts.plan.Recipe;
import gufo.evaluator.report.NodeFacts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Settled nodes as the pure core reads them. */
final class Findings {

  private Findings() {}

  /**
   * Facts about nodes of {@code plan}; a failure of something no plan names (a chunk) is its
   * owner's to report.
   */
  static NodeFacts of(Plan plan, List<SettledNode> settled) {
    Map<String, Origin> origins = new HashMap<>();
    Map<String, Scores> scores = new HashMap<>();
    Map<String, RowCounts> counts = new HashMap<>();
    Map<String, StageFailed> failures = new HashMap<>();
    Map<String, SettledNode> byId = new HashMap<>();
    settled.forEach(node -> byId.put(node.key.recipeId(), node));
    for (Node planned : plan.nodes()) {
      SettledNode node = byId.get(planned.id());
      if (node == null) {
        continue;
      }
      if (node.failed()) {
        failures.put(
            planned.id(),
            new StageFailed(node.key.experimentId(), planned.id(), node.failedStage, node.failure));
      } else {
        origins.put(planned.id(), node.origin);
        if (planned.recipe() instanceof Recipe.Evaluation) {
          scores.put(planned.id(), Json.read(node.details, Scores.class));
        } else if (planned.recipe() instanceof Recipe.Rows) {
          counts.put(planned.id(), Json.read(node.details, RowCounts.class));
        }
      }
    }
    return new NodeFacts(origins, scores, counts, failures);
  }
}
