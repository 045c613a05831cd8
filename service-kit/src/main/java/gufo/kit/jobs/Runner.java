package gufo.kit.jobs;

import gufo.contracts.work.LongWork;
import gufo.kit.KitConfig;
import gufo.kit.artifacts.Checkpoints;
import gufo.kit.facts.FactPublisher;
import gufo.kit.facts.Sequel;
import gufo.kit.lifecycle.Blocking;
import gufo.kit.lifecycle.InTurn;
import gufo.kit.lifecycle.Loop;
import gufo.kit.lifecycle.Wakeups;
import gufo.kit.traces.Traces;
import io.opentelemetry.context.Scope;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/**
 * Claims jobs and does their work, each slot one at a time on a thread of its own. A job that facts
 * make claimable while a slot is free is claimed in their transaction, without a wake-up and a
 * transaction more.
 */
@ApplicationScoped
class Runner implements Sequel {

  private static final Logger LOG = Logger.getLogger(Runner.class);
  private static final int FINISH_RETRIES = 5;

  private final Leases leases;
  private final Wishes wishes;
  private final Making making;
  private final KitConfig config;
  private final Checkpoints checkpoints;
  private final FactPublisher publisher;
  private final JobMetrics metrics;
  private final List<Loop> slots = new ArrayList<>();
  private final Map<String, WorkUnderLease> underWay = new ConcurrentHashMap<>();

  /** One permit for each claim that is handed over, and one where a slot is to look. */
  private final Semaphore wakeUp = new Semaphore(0);

  private final AtomicBoolean toLook = new AtomicBoolean();

  /** Slots that neither work nor look nor have a claim handed to them. */
  private final Semaphore free = new Semaphore(0);

  private final Queue<Claim> handed = new ConcurrentLinkedQueue<>();
  private volatile boolean stopping;

  Runner(
      Leases leases,
      Wishes wishes,
      Making making,
      KitConfig config,
      Checkpoints checkpoints,
      FactPublisher publisher,
      JobMetrics metrics,
      Wakeups wakeups) {
    this.leases = leases;
    this.wishes = wishes;
    this.making = making;
    this.config = config;
    this.checkpoints = checkpoints;
    this.publisher = publisher;
    this.metrics = metrics;
    wakeups.on("job", this::look);
  }

  /** First of all: a process that cannot do its work takes nothing in hand. */
  void computeOn(@Observes @Priority(1) StartupEvent event) {
    if (config.roles().runner()) {
      making.computeOn(config.engine().device()).ifPresent(metrics::computesOn);
    }
  }

  void start(@Observes StartupEvent event) {
    if (!config.roles().runner()) {
      return;
    }
    free.release(config.runner().slots());
    for (int slot = 1; slot <= config.runner().slots(); slot++) {
      Loop loop = new Loop("gufo-runner-" + slot, wakeUp, config.runner().poll(), this::runNext);
      slots.add(loop);
      loop.start();
    }
  }

  /** Work under way ends at its next step and is handed back, with a checkpoint where it can. */
  void stop(@Observes ShutdownEvent event) {
    long deadline = System.nanoTime() + config.runner().stopWithin().toNanos();
    stopping = true;
    slots.forEach(Loop::signalStop);
    underWay.values().forEach(WorkUnderLease::leave);
    slots.forEach(loop -> loop.stop(Duration.ofNanos(deadline - System.nanoTime())));
    for (Claim claim = handed.poll(); claim != null; claim = handed.poll()) {
      Claim unbegun = claim;
      Blocking.await(() -> giveUp(unbegun));
    }
  }

  @Override
  public Uni<Uni<Void>> follow(Mutiny.Session session) {
    boolean worthALook = wishes.mayClaim() && !stopping;
    return claim(session, worthALook ? free.availablePermits() : 0, new ArrayList<>())
        .map(this::hand);
  }

  /** As many as there are, at most, the last of which says whether there is another. */
  private Uni<List<Claim>> claim(Mutiny.Session session, int atMost, List<Claim> claims) {
    if (atMost == 0) {
      return Uni.createFrom().item(claims);
    }
    return leases
        .claim(session)
        .flatMap(
            claim -> {
              claim.ifPresent(claims::add);
              boolean more = claim.isPresent() && claim.get().another();
              return claim(session, more ? atMost - 1 : 0, claims);
            });
  }

  private Uni<Void> hand(List<Claim> claims) {
    return InTurn.each(claims, this::hand)
        .invoke(
            () -> {
              if (!claims.isEmpty() && claims.get(claims.size() - 1).another()) {
                look();
              }
            });
  }

  /** To a free slot; where the last has just got another job, this one goes back into the queue. */
  private Uni<Void> hand(Claim claim) {
    if (!stopping && free.tryAcquire()) {
      handed.add(claim);
      wakeUp.release();
      return Uni.createFrom().voidItem();
    }
    return giveUp(claim)
        .onFailure()
        .invoke(e -> LOG.warnf("job %s waits for its lease to run out: %s", claim.jobId(), e))
        .onFailure()
        .recoverWithNull()
        .replaceWithVoid();
  }

  private Uni<Boolean> giveUp(Claim claim) {
    JobTraces.ended(claim.span(), "stopped");
    return leases.handBack(claim);
  }

  /** A slot is to look for a job, the next that is free; who wants it twice wants it once. */
  private void look() {
    if (toLook.compareAndSet(false, true)) {
      wakeUp.release();
    }
  }

  /**
   * @return whether a claim is just being handed to this slot
   */
  private boolean runNext() {
    Claim given = handed.poll();
    if (given == null) {
      toLook.set(false);
      if (!free.tryAcquire()) {
        look();
        return true;
      }
    }
    try {
      if (given != null) {
        run(given);
      } else {
        Blocking.await(leases::claim).ifPresent(this::runAndLetLook);
      }
    } finally {
      free.release();
    }
    return false;
  }

  private void runAndLetLook(Claim claim) {
    if (claim.another()) {
      look();
    }
    run(claim);
  }

  /**
   * When the outcome cannot be written, the lease runs out and the job is done again: no fault of
   * the work.
   */
  private void run(Claim claim) {
    MDC.put("recipe", claim.jobId());
    MDC.put("experiment", String.join(",", claim.interests()));
    metrics.claimed(claim);
    long begin = System.nanoTime();
    String ending = "lost";
    try (Scope traced = Traces.enter(claim.span())) {
      ending = work(claim);
    } finally {
      metrics.worked(claim.recipe(), ending, Duration.ofNanos(System.nanoTime() - begin));
      JobTraces.ended(claim.span(), ending);
      MDC.remove("recipe");
      MDC.remove("experiment");
    }
  }

  private String work(Claim claim) {
    Outcome outcome;
    try (WorkUnderLease work =
        new WorkUnderLease(claim, making.stage(), leases, config, checkpoints, publisher)) {
      underWay.put(claim.jobId(), work);
      if (stopping) {
        work.leave();
      }
      outcome = making.attempt(claim, work);
      return finish(claim, outcome);
    } catch (LongWork.StoppedException e) {
      LOG.infof("job %s attempt %d stopped: %s", claim.jobId(), claim.attempt(), e.getMessage());
      return handBack(claim);
    } catch (OutcomeNotWritten e) {
      LOG.errorf(
          e, "job %s attempt %d: its outcome could not be written", claim.jobId(), claim.attempt());
      return "lost";
    } catch (Exception | LinkageError e) {
      LOG.errorf(e, "job %s attempt %d failed", claim.jobId(), claim.attempt());
      Traces.failed(claim.span(), e);
      Blocking.await(() -> leases.erred(claim, String.valueOf(e.getMessage())));
      return "error";
    } finally {
      underWay.remove(claim.jobId());
    }
  }

  private String handBack(Claim claim) {
    Blocking.await(() -> leases.handBack(claim));
    try {
      if (Blocking.await(() -> leases.isSettled(claim))) {
        checkpoints.drop(claim.jobId());
      }
    } catch (IOException e) {
      LOG.warnf("the checkpoints of job %s stay: %s", claim.jobId(), e.getMessage());
    }
    return "stopped";
  }

  private String finish(Claim claim, Outcome outcome) {
    try {
      boolean written =
          Blocking.await(
              () ->
                  leases
                      .finish(claim, outcome)
                      .onFailure()
                      .invoke(e -> LOG.warnf("the outcome of job %s waits: %s", claim.jobId(), e))
                      .onFailure()
                      .retry()
                      .withBackOff(Duration.ofMillis(200), Duration.ofSeconds(2))
                      .atMost(FINISH_RETRIES));
      if (written && outcome instanceof Outcome.Made) {
        checkpoints.drop(claim.jobId());
      }
      return written ? outcome.word() : "lost";
    } catch (Exception e) {
      throw new OutcomeNotWritten(e);
    }
  }

  private static final class OutcomeNotWritten extends RuntimeException {
    OutcomeNotWritten(Exception cause) {
      super(cause);
    }
  }
}
