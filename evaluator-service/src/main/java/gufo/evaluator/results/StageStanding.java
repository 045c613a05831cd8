package gufo.evaluator.results;

import com.fasterxml.jackson.annotation.JsonInclude;
import gufo.contracts.plan.Plan;
import gufo.contracts.plan.Recipe;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  /** Every stage that has nodes in the plan, in the plan's order. */
  static List<StageStanding> all(
      String experimentId, Plan plan, List<String> settled, Progress progress) {
    Map<String, List<String>> idsByStage =
        plan.nodes().stream()
            .collect(
                Collectors.groupingBy(
                    node -> stage(node.recipe()),
                    LinkedHashMap::new,
                    Collectors.mapping(node -> node.id(), Collectors.toList())));
    return idsByStage.entrySet().stream()
        .map(
            entry ->
                new StageStanding(
                    entry.getKey(),
                    (int) entry.getValue().stream().filter(settled::contains).count(),
                    entry.getValue().size(),
                    progress.current(experimentId, entry.getKey(), settled)))
        .toList();
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
