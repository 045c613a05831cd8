package gufo.kit.jobs;

import gufo.kit.KitConfig;
import gufo.kit.facts.StageLock;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * What a runner does to jobs: one method, one transaction, each fenced on owner and attempt, so
 * that a runner that lost its lease changes nothing any more.
 */
@ApplicationScoped
class Leases {

  private static final Logger LOG = Logger.getLogger(Leases.class);

  /** What a heart-beat finds. */
  enum Beat {
    HELD,
    LOST,
    UNWANTED
  }

  private final Mutiny.SessionFactory database;
  private final Answers answers;
  private final JobTraces traces;
  private final Clock clock;
  private final KitConfig.Runner config;
  private final String application;
  private final String owner = ProcessHandle.current().pid() + "-" + UUID.randomUUID();

  Leases(
      Mutiny.SessionFactory database,
      Answers answers,
      JobTraces traces,
      Clock clock,
      KitConfig config,
      @ConfigProperty(name = "quarkus.application.name") String application) {
    this.database = database;
    this.answers = answers;
    this.traces = traces;
    this.clock = clock;
    this.config = config.runner();
    this.application = application;
  }

  /** Claims the claimable job that is next in line. */
  Uni<Optional<Claim>> claim() {
    return database.withTransaction(this::claim);
  }

  /** Claims within the caller's transaction; nothing is held before it is committed. */
  Uni<Optional<Claim>> claim(Mutiny.Session session) {
    return JobStore.nextClaimable(session, clock.instant())
        .flatMap(
            next -> {
              if (next.isEmpty()) {
                return Uni.createFrom().item(Optional.empty());
              }
              Job job = next.get().job();
              boolean takenOver = job.state == Job.State.RUNNING;
              job.claim(owner, clock.instant(), clock.instant().plus(config.lease()));
              if (job.lostLeases > config.maxLostLeases()) {
                String reason = "given up after " + job.lostLeases + " lost leases";
                return fail(session, job, reason, null).replaceWith(Optional.empty());
              }
              return claimed(session, next.get(), takenOver).map(Optional::of);
            });
  }

  private Uni<Claim> claimed(Mutiny.Session session, JobStore.Next next, boolean takenOver) {
    Job job = next.job();
    return JobStore.needs(session, job)
        .flatMap(
            needs ->
                JobStore.waiting(session, job.id)
                    .map(
                        interests ->
                            new Claim(
                                job.id,
                                owner,
                                job.attempt,
                                job.recipe(),
                                new Inputs(needs.made()),
                                job.madeBefore() ? job.made() : null,
                                interests.stream()
                                    .map(interest -> interest.key.experimentId())
                                    .toList(),
                                takenOver,
                                next.another(),
                                traces.attempt(job, interests))));
  }

  /** Extends the lease. */
  Uni<Beat> beat(Claim claim) {
    return database.withTransaction(
        session ->
            session
                .createMutationQuery(
                    "update Job set leaseUntil = :until where id = :id and owner = :owner and attempt = :attempt and state = RUNNING")
                .setParameter("until", clock.instant().plus(config.lease()))
                .setParameter("id", claim.jobId())
                .setParameter("owner", claim.owner())
                .setParameter("attempt", claim.attempt())
                .executeUpdate()
                .flatMap(
                    held ->
                        held == 0
                            ? Uni.createFrom().item(Beat.LOST)
                            : JobStore.waiting(session, claim.jobId())
                                .map(
                                    interests -> interests.isEmpty() ? Beat.UNWANTED : Beat.HELD)));
  }

  /** A checkpoint advanced: lost leases before it say nothing about the work after it. */
  Uni<Boolean> checkpointed(Claim claim) {
    return database.withTransaction(
        session ->
            whileHeld(
                session,
                claim,
                job -> {
                  job.lostLeases = 0;
                  return Uni.createFrom().voidItem();
                }));
  }

  /**
   * Writes the outcome and tells every experiment that waits. False when the lease was lost and
   * nothing was written. What is made changes nothing that a job misses, so many slots may say so
   * at once, without the stage's lock.
   */
  Uni<Boolean> finish(Claim claim, Outcome outcome) {
    if (outcome instanceof Outcome.Made made) {
      return database.withTransaction(
          session -> whileHeld(session, claim, job -> made(session, job, made, claim.place())));
    }
    return fenced(
        claim,
        (session, job) -> {
          if (outcome instanceof Outcome.NeedsMore more) {
            return needsMore(session, job, more, claim.place());
          }
          if (outcome instanceof Outcome.InputsLost lost) {
            return inputsLost(session, job, lost, claim.place());
          }
          return fail(session, job, ((Outcome.CannotBeMade) outcome).reason(), claim.place());
        });
  }

  /** The work reported an error: tried again later, or given up. */
  Uni<Boolean> erred(Claim claim, String error) {
    return fenced(
        claim,
        (session, job) -> {
          job.errors++;
          if (job.errors >= config.maxErrors()) {
            String reason = "failed " + job.errors + " times, last: " + error;
            return fail(session, job, reason, claim.place());
          }
          job.release(clock.instant().plus(Duration.ofSeconds(1L << job.errors)));
          return stillWanted(session, job).replaceWithVoid();
        });
  }

  /** Gives the job back uncounted: this process stops, or nobody waits for it any more. */
  Uni<Boolean> handBack(Claim claim) {
    return fenced(
        claim,
        (session, job) -> {
          job.release(clock.instant());
          return stillWanted(session, job).replaceWithVoid();
        });
  }

  /** Whether the job is made or cancelled: its checkpoints are of no use. */
  Uni<Boolean> isSettled(Claim claim) {
    return database.withSession(
        session -> session.find(Job.class, claim.jobId()).map(job -> job.state.settled()));
  }

  /** The experiments that wait for a job that goes back to the queue; without any it ends here. */
  private Uni<List<Interest>> stillWanted(Mutiny.Session session, Job job) {
    return JobStore.waiting(session, job.id)
        .invoke(
            interests -> {
              if (interests.isEmpty()) {
                job.cancel(clock.instant());
              }
            });
  }

  private Uni<Boolean> fenced(Claim claim, BiFunction<Mutiny.Session, Job, Uni<Void>> change) {
    return database.withTransaction(
        session ->
            StageLock.hold(session, application)
                .flatMap(held -> whileHeld(session, claim, job -> change.apply(session, job))));
  }

  private static Uni<Boolean> whileHeld(
      Mutiny.Session session, Claim claim, Function<Job, Uni<Void>> change) {
    return JobStore.locked(session, claim.jobId())
        .flatMap(
            job -> {
              if (!job.heldBy(claim.owner(), claim.attempt())) {
                LOG.warnf(
                    "job %s is no longer held by attempt %d; its outcome is dropped",
                    job.id, claim.attempt());
                return Uni.createFrom().item(false);
              }
              return change.apply(job).replaceWith(true);
            });
  }

  private Uni<Void> made(Mutiny.Session session, Job job, Outcome.Made made, String place) {
    boolean again = job.madeBefore();
    String sha256 = made.artifact().sha256();
    if (again && !job.made().artifact().sha256().equals(sha256)) {
      String reason =
          "the artifact %s was lost, and made again its bytes are others: %s; was it first made on another kind of CPU or GPU, or by another engine?";
      return fail(session, job, reason.formatted(job.made().artifact().sha256(), sha256), place);
    }
    job.finish(made, clock.instant());
    return JobStore.waitingLocked(session, job.id)
        .flatMap(interests -> answers.made(session, job, again, interests, place));
  }

  /** Each loss of one input is followed by a longer pause, until it has been lost too often. */
  private Uni<Void> inputsLost(
      Mutiny.Session session, Job job, Outcome.InputsLost lost, String place) {
    return JobStore.needs(session, job)
        .map(
            needs ->
                needs.inputs().stream()
                    .filter(i -> lost.sha256s().containsKey(i.key.recipeId()))
                    .toList())
        .flatMap(
            inputs -> {
              int before = inputs.stream().mapToInt(input -> input.losses).max().orElseThrow();
              if (before >= config.maxLosses()) {
                String reason = lost.reason() + ", after it was restored " + before + " times";
                return fail(session, job, reason, place);
              }
              inputs.forEach(JobInput::lose);
              Instant when = clock.instant().plus(Duration.ofSeconds(2L * before));
              job.waitFor(inputs.size(), when);
              return stillWanted(session, job)
                  .flatMap(
                      interests -> answers.lost(session, job, interests, lost.sha256s(), place));
            });
  }

  private Uni<Void> needsMore(
      Mutiny.Session session, Job job, Outcome.NeedsMore more, String place) {
    return JobStore.needs(session, job)
        .flatMap(
            needs -> {
              List<String> all = new ArrayList<>(needs.ids());
              List<String> added =
                  more.recipeIds().stream().filter(id -> !all.contains(id)).toList();
              all.addAll(added);
              return JobStore.addInputs(session, job.id, added)
                  .invoke(missing -> job.waitFor(missing, clock.instant()))
                  .flatMap(missing -> stillWanted(session, job))
                  .flatMap(interests -> answers.needs(session, job, interests, all, place));
            });
  }

  private Uni<Void> fail(Mutiny.Session session, Job job, String reason, String place) {
    job.fail(reason, clock.instant());
    return JobStore.waitingLocked(session, job.id)
        .flatMap(
            interests ->
                interests.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : session
                        .removeAll(interests.toArray())
                        .flatMap(gone -> answers.failed(session, job, interests, reason, place)));
  }
}
