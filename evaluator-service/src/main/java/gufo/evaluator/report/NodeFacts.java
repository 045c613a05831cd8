package gufo.evaluator.report;

import gufo.contracts.event.Origin;
import gufo.contracts.event.RowCounts;
import gufo.contracts.event.Scores;
import gufo.contracts.event.StageFailed;
import gufo.contracts.plan.Node;
import gufo.contracts.plan.Plan;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What is known about the nodes of a plan, by recipe id. Ids that are not of the plan are allowed
 * and ignored, but for failures, which are always told.
 *
 * @param origins of the nodes that exist
 * @param scores of the evaluations that exist
 * @param rows of the data sets that exist
 * @param failures of the nodes that cannot be had
 */
public record NodeFacts(
    Map<String, Origin> origins,
    Map<String, Scores> scores,
    Map<String, RowCounts> rows,
    Map<String, StageFailed> failures) {

  public NodeFacts {
    origins = Map.copyOf(origins);
    scores = Map.copyOf(scores);
    rows = Map.copyOf(rows);
    failures = Map.copyOf(failures);
  }

  /** Whether every node of the plan exists, failed, or is out of reach because another failed. */
  public boolean settle(Plan plan) {
    Set<String> settled = new HashSet<>(origins.keySet());
    for (String failed : failures.keySet()) {
      settled.addAll(plan.dependants(failed));
    }
    return plan.nodes().stream().map(Node::id).allMatch(settled::contains);
  }

  int count(Plan plan, Origin origin) {
    return (int) plan.nodes().stream().filter(node -> origins.get(node.id()) == origin).count();
  }
}
