package gufo.kit.jobs;

import gufo.contracts.plan.Recipe;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** All meters about jobs. Labels come from closed sets: states, kinds of recipe, endings. */
@ApplicationScoped
class JobMetrics {

  private static final Logger LOG = Logger.getLogger(JobMetrics.class);

  private final MeterRegistry registry;
  private final Mutiny.SessionFactory database;
  private final Map<Job.State, AtomicLong> jobs = new EnumMap<>(Job.State.class);

  JobMetrics(MeterRegistry registry, Mutiny.SessionFactory database) {
    this.registry = registry;
    this.database = database;
    for (Job.State state : Job.State.values()) {
      AtomicLong count =
          registry.gauge(
              "gufo.jobs",
              java.util.List.of(
                  io.micrometer.core.instrument.Tag.of(
                      "state", state.name().toLowerCase(Locale.ROOT))),
              new AtomicLong());
      jobs.put(state, count);
    }
  }

  void worked(Recipe recipe, String ending, Duration took) {
    Timer.builder("gufo.job.work")
        .tag("kind", recipe.getClass().getSimpleName().toLowerCase(Locale.ROOT))
        .tag("ending", ending.toLowerCase(Locale.ROOT))
        .publishPercentileHistogram()
        .register(registry)
        .record(took);
  }

  @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> count() {
    return database
        .withSession(
            session ->
                session
                    .createSelectionQuery(
                        "select state, count(*) from Job group by state", Object[].class)
                    .getResultList())
        .invoke(
            rows -> {
              jobs.values().forEach(count -> count.set(0));
              rows.forEach(row -> jobs.get((Job.State) row[0]).set((Long) row[1]));
            })
        .replaceWithVoid()
        .onFailure()
        .recoverWithItem(
            failure -> {
              LOG.debugf("jobs were not counted: %s", failure);
              return null;
            });
  }
}
