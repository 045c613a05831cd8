package gufo.evaluator.results;

import gufo.contracts.event.StageFailed;
import gufo.contracts.result.ComparisonResult;
import gufo.contracts.result.ExperimentResult;
import gufo.kit.lifecycle.Blocking;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * All meters about experiments. The primary comparison is shown by the experiment's name, the last
 * one to end of each, for the newest names only: so the labels stay few.
 */
@ApplicationScoped
class ExperimentMetrics {

  private static final Logger LOG = Logger.getLogger(ExperimentMetrics.class);
  private static final List<String> OWNERS =
      List.of("teacher", "generator", "filter", "student", "evaluator");

  private final MeterRegistry registry;
  private final Mutiny.SessionFactory database;
  private final boolean concludes;
  private final int most;
  private final MultiGauge effect;
  private final MultiGauge lower;
  private final MultiGauge upper;
  private final Map<String, ExperimentResult> newest =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ExperimentResult> eldest) {
          return size() > most;
        }
      };

  /**
   * @param concludes whether this process does
   * @param most names of experiments to show
   */
  ExperimentMetrics(
      MeterRegistry registry,
      Mutiny.SessionFactory database,
      @ConfigProperty(name = "gufo.roles.intake", defaultValue = "true") boolean concludes,
      @ConfigProperty(name = "gufo.metrics.experiments", defaultValue = "50") int most) {
    this.registry = registry;
    this.database = database;
    this.concludes = concludes;
    this.most = most;
    this.effect = points("gufo.experiment.effect");
    this.lower = points("gufo.experiment.effect.lower");
    this.upper = points("gufo.experiment.effect.upper");
    OWNERS.forEach(owner -> failed(owner, 0));
  }

  /** Shows what ended before this process started; for want of it, no service stays down. */
  void start(@Observes StartupEvent event) {
    if (!concludes) {
      return;
    }
    try {
      List<MeasuredExperiment> ended = new ArrayList<>(Blocking.await(this::lastEnded));
      Collections.reverse(ended);
      ended.forEach(experiment -> show(experiment.result()));
    } catch (RuntimeException e) {
      LOG.warnf("results of earlier experiments are missing from the metrics: %s", e);
    }
  }

  void ended(ExperimentResult result) {
    String verdict = result.verdict() == null ? "none" : result.verdict().word();
    registry
        .counter("gufo.experiments.ended", "status", result.status().word(), "verdict", verdict)
        .increment();
    show(result);
  }

  void failed(StageFailed fact) {
    failed(OWNERS.contains(fact.stage()) ? fact.stage() : "other", 1);
  }

  private void failed(String owner, int count) {
    registry.counter("gufo.experiment.failures", "owner", owner).increment(count);
  }

  private Uni<List<MeasuredExperiment>> lastEnded() {
    return database.withSession(
        session ->
            session
                .createSelectionQuery(
                    "from MeasuredExperiment where result is not null order by endedAt desc",
                    MeasuredExperiment.class)
                .setMaxResults(most)
                .getResultList());
  }

  /** A result without a primary comparison, of a cancelled experiment say, leaves the last one. */
  private synchronized void show(ExperimentResult result) {
    if (primary(result).isEmpty()) {
      return;
    }
    newest.remove(result.experiment());
    newest.put(result.experiment(), result);
    List<MultiGauge.Row<?>> effects = new ArrayList<>();
    List<MultiGauge.Row<?>> lowers = new ArrayList<>();
    List<MultiGauge.Row<?>> uppers = new ArrayList<>();
    newest.forEach(
        (name, shown) -> {
          for (ComparisonResult comparison : primary(shown)) {
            Tags tags =
                Tags.of(
                    "experiment", name, "arm", comparison.of(), "against", comparison.against());
            effects.add(MultiGauge.Row.of(tags, 100 * comparison.difference()));
            if (comparison.ci95() != null) {
              lowers.add(MultiGauge.Row.of(tags, 100 * comparison.ci95().lower()));
              uppers.add(MultiGauge.Row.of(tags, 100 * comparison.ci95().upper()));
            }
          }
        });
    effect.register(effects, true);
    lower.register(lowers, true);
    upper.register(uppers, true);
  }

  private static List<ComparisonResult> primary(ExperimentResult result) {
    return result.comparisons().stream()
        .filter(comparison -> comparison.primary() && comparison.difference() != null)
        .toList();
  }

  private MultiGauge points(String name) {
    return MultiGauge.builder(name).baseUnit("points").register(registry);
  }
}
