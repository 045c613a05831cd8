package gufo.evaluator.results;

import gufo.contracts.event.StageProgressed;
import gufo.contracts.plan.Plan;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * How far experiments under way are. The latest word of each piece of work is in memory only: lost
 * on a restart, and nothing hangs on it.
 */
@ApplicationScoped
class Progress {

  private final Map<String, Map<String, StageProgressed>> heard = new Recent<>();
  private final Map<String, Map<String, Set<String>>> planned = new Recent<>();

  /** By experiment, of the latest; whoever follows an experiment asks every second. */
  private static final class Recent<V> extends LinkedHashMap<String, V> {

    private static final int MOST = 200;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
      return size() > MOST;
    }
  }

  synchronized void heard(StageProgressed fact) {
    heard
        .computeIfAbsent(fact.experimentId(), id -> new LinkedHashMap<>())
        .put(fact.recipeId(), fact);
  }

  /** Every stage that has nodes in the experiment's plan, in the plan's order. */
  synchronized List<StageStanding> standing(
      String experimentId, Supplier<Plan> plan, Set<String> settled) {
    return planned
        .computeIfAbsent(experimentId, id -> StageStanding.recipesByStage(plan.get()))
        .entrySet()
        .stream()
        .map(
            stage ->
                new StageStanding(
                    stage.getKey(),
                    (int) stage.getValue().stream().filter(settled::contains).count(),
                    stage.getValue().size(),
                    current(experimentId, stage.getKey(), settled)))
        .toList();
  }

  /** One phrase a piece of work; null when nothing was heard. */
  private String current(String experimentId, String stage, Set<String> settled) {
    String text =
        heard.getOrDefault(experimentId, Map.of()).values().stream()
            .filter(
                fact ->
                    fact.stage().equals(stage)
                        && !settled.contains(fact.recipeId())
                        && fact.done() < fact.total())
            .map(fact -> "%s %d/%d".formatted(fact.work(), fact.done(), fact.total()))
            .collect(Collectors.joining(", "));
    return text.isEmpty() ? null : text;
  }
}
