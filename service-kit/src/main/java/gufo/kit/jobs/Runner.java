package gufo.kit.jobs;

import gufo.contracts.work.LongWork;
import gufo.kit.KitConfig;
import gufo.kit.artifacts.Checkpoints;
import gufo.kit.facts.FactPublisher;
import gufo.kit.lifecycle.Blocking;
import gufo.kit.lifecycle.Loop;
import gufo.kit.lifecycle.Wakeups;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** Claims jobs and does their work, each slot one at a time on a thread of its own. */
@ApplicationScoped
class Runner {

  private static final Logger LOG = Logger.getLogger(Runner.class);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(15);

  private final Leases leases;
  private final Stage stage;
  private final KitConfig config;
  private final Checkpoints checkpoints;
  private final FactPublisher publisher;
  private final JobMetrics metrics;
  private final List<Loop> slots = new ArrayList<>();
  private final Map<String, WorkUnderLease> underWay = new ConcurrentHashMap<>();

  Runner(
      Leases leases,
      Stage stage,
      KitConfig config,
      Checkpoints checkpoints,
      FactPublisher publisher,
      JobMetrics metrics) {
    this.leases = leases;
    this.stage = stage;
    this.config = config;
    this.checkpoints = checkpoints;
    this.publisher = publisher;
    this.metrics = metrics;
  }

  void start(@Observes StartupEvent event, Wakeups wakeups) {
    if (!config.roles().runner()) {
      return;
    }
    for (int slot = 1; slot <= config.runner().slots(); slot++) {
      Loop loop =
          new Loop("gufo-runner-" + slot, wakeups.on("job"), config.runner().poll(), this::runNext);
      slots.add(loop);
      loop.start();
    }
  }

  /** Work under way is told to stop at its next step and handed back with its last checkpoint. */
  void stop(@Observes ShutdownEvent event) {
    underWay.values().forEach(work -> work.stop("the stage is shutting down"));
    slots.forEach(loop -> loop.stop(STOP_WITHIN));
  }

  private boolean runNext() {
    Optional<Claim> claim = Blocking.await(leases::claim);
    claim.ifPresent(this::run);
    return claim.isPresent();
  }

  private void run(Claim claim) {
    MDC.put("recipe", claim.jobId());
    long begin = System.nanoTime();
    String ending = "made";
    try (WorkUnderLease work =
        new WorkUnderLease(claim, stage, leases, config, checkpoints, publisher)) {
      underWay.put(claim.jobId(), work);
      Outcome outcome = stage.work(claim.recipe(), claim.inputs(), work);
      ending = outcome.getClass().getSimpleName();
      Blocking.await(() -> leases.finish(claim, outcome));
      if (outcome instanceof Outcome.Made) {
        checkpoints.drop(claim.jobId());
      }
    } catch (LongWork.StoppedException e) {
      ending = "stopped";
      LOG.infof("job %s attempt %d stopped: %s", claim.jobId(), claim.attempt(), e.getMessage());
      Blocking.await(() -> leases.handBack(claim));
    } catch (Exception | LinkageError e) {
      ending = "error";
      LOG.errorf(e, "job %s attempt %d failed", claim.jobId(), claim.attempt());
      Blocking.await(() -> leases.erred(claim, String.valueOf(e.getMessage())));
    } finally {
      underWay.remove(claim.jobId());
      metrics.worked(claim.recipe(), ending, Duration.ofNanos(System.nanoTime() - begin));
      MDC.remove("recipe");
    }
  }
}
