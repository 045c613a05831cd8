package gufo.evaluator.results;

import com.fasterxml.jackson.annotation.JsonInclude;
import gufo.contracts.plan.Node;
import gufo.contracts.plan.Plan;
import gufo.contracts.plan.Recipe;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How far one stage is with an experiment.
 *
 * @param done settled nodes of the plan
 * @param total nodes of the plan
 * @param current what it is at, null when it said nothing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StageStanding(String stage, int done, int total, String current) {

  /** Recipe ids of the stages that have nodes in the plan, in the plan's order. */
  static Map<String, Set<String>> recipesByStage(Plan plan) {
    return plan.nodes().stream()
        .collect(
            Collectors.groupingBy(
                node -> stage(node.recipe()),
                LinkedHashMap::new,
                Collectors.mapping(Node::id, Collectors.toSet())));
  }

  private static String stage(Recipe recipe) {
    if (recipe instanceof Recipe.Rows) {
      return "filter";
    }
    if (recipe instanceof Recipe.Student) {
      return "student";
    }
    return recipe instanceof Recipe.Evaluation ? "evaluator" : "teacher";
  }
}
