package gufo.kit.jobs;

import gufo.contracts.plan.Recipe;
import gufo.contracts.work.DeviceMemory;
import gufo.kit.KitConfig;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * All meters about jobs and their work. Labels come from closed sets: states, kinds of recipe,
 * endings. What is counted in the stage's tables is told by its one process with the relay alone.
 */
@ApplicationScoped
public class JobMetrics {

  private static final Logger LOG = Logger.getLogger(JobMetrics.class);
  private static final double NANOS_AN_HOUR = Duration.ofHours(1).toNanos();
  private static final List<String> ENDINGS =
      List.of("made", "needsmore", "inputslost", "cannotbemade", "stopped", "error", "lost");

  private final MeterRegistry registry;
  private final Mutiny.SessionFactory database;
  private final Clock clock;
  private final boolean counts;
  private final KitConfig config;
  private final Map<Job.State, AtomicLong> jobs = new EnumMap<>(Job.State.class);
  private final AtomicLong claimable = new AtomicLong();
  private final AtomicLong claimableMillis = new AtomicLong();
  private final AtomicLong runningMillis = new AtomicLong();
  private final MultiGauge lastLoss;

  JobMetrics(
      MeterRegistry registry, Mutiny.SessionFactory database, Clock clock, KitConfig config) {
    this.registry = registry;
    this.database = database;
    this.clock = clock;
    this.counts = config.roles().relay();
    this.config = config;
    this.lastLoss = MultiGauge.builder("gufo.training.loss").baseUnit("nats").register(registry);
    registry.counter("gufo.job.leases.lost");
    if (config.roles().runner()) {
      config.price().perHour().ifPresent(this::priced);
    }
    if (counts) {
      for (Job.State state : Job.State.values()) {
        jobs.put(
            state, registry.gauge("gufo.jobs", Tags.of("state", word(state)), new AtomicLong()));
      }
      registry.gauge("gufo.jobs.claimable", claimable);
      seconds("gufo.jobs.claimable.age", claimableMillis);
      seconds("gufo.jobs.running.age", runningMillis);
    }
  }

  /** Rows a model wrote, and the tokens it drew for them. */
  public void sampled(long rows, long tokens) {
    registry.counter("gufo.sampling.rows").increment(rows);
    registry.counter("gufo.sampling.tokens").increment(tokens);
  }

  /**
   * A training that ended.
   *
   * @param tokens read, padding excluded
   * @param loss nats a token, over its last steps
   */
  public void trained(long tokens, double loss) {
    registry.counter("gufo.training.tokens").increment(tokens);
    lastLoss.register(List.of(MultiGauge.Row.of(Tags.empty(), loss)), true);
  }

  void computesOn(DeviceMemory memory) {
    bytes("gufo.gpu.memory.allocated", memory::allocated);
    bytes("gufo.gpu.memory.reserved", memory::reserved);
  }

  private void bytes(String name, Supplier<Number> bytes) {
    Gauge.builder(name, bytes).baseUnit("bytes").register(registry);
  }

  void claimed(Claim claim) {
    if (claim.takenOver()) {
      registry.counter("gufo.job.leases.lost").increment();
    }
  }

  /** From zero for every ending, so that the first attempt of a short-lived runner is seen. */
  private void priced(double perHour) {
    if (!(perHour >= 0)) {
      throw new IllegalArgumentException(
          "gufo.price.per-hour is '" + perHour + "'; accepted: a number, 0 or more");
    }
    Gauge.builder("gufo.runner.price.per.hour", () -> perHour)
        .tag("currency", config.price().currency())
        .register(registry);
    ENDINGS.forEach(ending -> cost(ending).increment(0));
  }

  private Counter cost(String ending) {
    return registry.counter(
        "gufo.job.cost", "ending", ending, "currency", config.price().currency());
  }

  void worked(Recipe recipe, String ending, Duration took) {
    double hours = took.toNanos() / NANOS_AN_HOUR / config.runner().slots();
    config.price().perHour().ifPresent(price -> cost(ending).increment(price * hours));
    Timer.builder("gufo.job.work")
        .tag("kind", recipe.getClass().getSimpleName().toLowerCase(Locale.ROOT))
        .tag("ending", ending)
        .publishPercentileHistogram()
        .register(registry)
        .record(took);
  }

  /** Those that have not ended. */
  @Scheduled(every = "15s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> countActive() {
    Instant now = clock.instant();
    return counted(
        session ->
            session
                .createSelectionQuery(
                    "select state, count(*), min(startedAt) from Job"
                        + " where state in (QUEUED, RUNNING) group by state",
                    Object[].class)
                .getResultList()
                .invoke(rows -> active(rows, now))
                .flatMap(
                    told ->
                        session
                            .createSelectionQuery(
                                "select count(*), min(case when j.state = QUEUED then j.notBefore else j.leaseUntil end)"
                                    + " from Job j where "
                                    + JobStore.CLAIMABLE,
                                Object[].class)
                            .setParameter("now", now)
                            .getSingleResult())
                .invoke(
                    row -> {
                      claimable.set((Long) row[0]);
                      claimableMillis.set(millisSince((Instant) row[1], now));
                    }));
  }

  /** Those that have ended: ever more of them, so they are counted seldom. */
  @Scheduled(every = "60s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> countEnded() {
    return counted(
        session ->
            session
                .createSelectionQuery(
                    "select state, count(*) from Job"
                        + " where state in (DONE, FAILED, CANCELLED) group by state",
                    Object[].class)
                .getResultList()
                .invoke(rows -> set(rows, state -> !state.active())));
  }

  private Uni<Void> counted(Function<Mutiny.Session, Uni<?>> count) {
    if (!counts) {
      return Uni.createFrom().voidItem();
    }
    return database
        .withSession(session -> count.apply(session).replaceWithVoid())
        .onFailure()
        .recoverWithItem(
            failure -> {
              LOG.debugf("jobs were not counted: %s", failure);
              return null;
            });
  }

  private void active(List<Object[]> rows, Instant now) {
    set(rows, Job.State::active);
    runningMillis.set(
        rows.stream()
            .filter(row -> row[0] == Job.State.RUNNING)
            .mapToLong(row -> millisSince((Instant) row[2], now))
            .sum());
  }

  /** States of these that no row has: none. */
  private void set(List<Object[]> rows, Predicate<Job.State> these) {
    Map<Job.State, Long> counts = new EnumMap<>(Job.State.class);
    rows.forEach(row -> counts.put((Job.State) row[0], (Long) row[1]));
    jobs.forEach(
        (state, gauge) -> {
          if (these.test(state)) {
            gauge.set(counts.getOrDefault(state, 0L));
          }
        });
  }

  private void seconds(String name, AtomicLong millis) {
    Gauge.builder(name, () -> millis.get() / 1000.0).baseUnit("seconds").register(registry);
  }

  private static long millisSince(Instant then, Instant now) {
    return then == null ? 0 : Duration.between(then, now).toMillis();
  }

  private static String word(Job.State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
