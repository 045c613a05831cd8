package gufo.evaluator.results;

import gufo.contracts.event.StageProgressed;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The latest word on work under way, in memory only: lost on a restart, and nothing hangs on it.
 */
@ApplicationScoped
class Progress {

  private static final int MOST_EXPERIMENTS = 200;

  private final Map<String, Map<String, StageProgressed>> byExperiment =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(
            Map.Entry<String, Map<String, StageProgressed>> eldest) {
          return size() > MOST_EXPERIMENTS;
        }
      };

  synchronized void heard(StageProgressed fact) {
    byExperiment
        .computeIfAbsent(fact.experimentId(), id -> new LinkedHashMap<>())
        .put(fact.recipeId(), fact);
  }

  /**
   * What a stage is at for an experiment, one phrase a piece of work; null when nothing was heard.
   */
  synchronized String current(String experimentId, String stage, List<String> settled) {
    String text =
        byExperiment.getOrDefault(experimentId, Map.of()).values().stream()
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
