package gufo.kit.jobs;

import gufo.contracts.event.ArtifactMade;
import gufo.contracts.event.ExperimentCancelled;
import gufo.contracts.event.ExperimentConcluded;
import gufo.contracts.event.ExperimentSubmitted;
import gufo.contracts.event.StageFailed;
import gufo.contracts.plan.Node;
import gufo.contracts.plan.Plan;
import gufo.kit.facts.Outbox;
import gufo.kit.lifecycle.InTurn;
import gufo.kit.traces.Traces;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * What experiments want of this stage: turns facts into jobs, interests and known inputs. Each
 * method is the effect of one fact within the inbox's transaction; the order in which facts arrive
 * makes no difference.
 */
@ApplicationScoped
public class Wishes {

  private final Stage stage;
  private final Outbox outbox;
  private final Answers answers;
  private final Clock clock;
  private final AtomicBoolean mayClaim = new AtomicBoolean();

  Wishes(Stage stage, Outbox outbox, Answers answers, Clock clock) {
    this.stage = stage;
    this.outbox = outbox;
    this.answers = answers;
    this.clock = clock;
  }

  /**
   * This stage's recipes of the experiment's plan become jobs, or are answered at once where they
   * are made already.
   */
  public Uni<Void> submitted(Mutiny.Session session, ExperimentSubmitted fact) {
    List<Node> own =
        Plan.of(fact.spec()).nodes().stream().filter(node -> stage.makes(node.recipe())).toList();
    return experiment(session, fact.experimentId(), known -> known.sweep = fact.sweep())
        .flatMap(experiment -> wanted(session, fact.experimentId(), own));
  }

  /** The experiment wants these recipes of this stage. */
  public Uni<Void> wanted(Mutiny.Session session, String experimentId, List<Node> nodes) {
    return experiment(session, experimentId)
        .flatMap(
            experiment ->
                experiment.closed
                    ? Uni.createFrom().voidItem()
                    : JobStore.unwanted(session, experimentId, nodes)
                        .flatMap(news -> want(session, experiment, news)));
  }

  /** An artifact exists; jobs that lacked it lack one thing less. */
  public Uni<Void> made(Mutiny.Session session, ArtifactMade fact) {
    return nearer(JobStore.made(session, fact.recipeId(), fact.artifact(), clock.instant()));
  }

  /** So many jobs lack one thing less. */
  Uni<Void> nearer(Uni<Integer> jobs) {
    return jobs.invoke(
            some -> {
              if (some > 0) {
                mayClaim.set(true);
              }
            })
        .replaceWithVoid();
  }

  /** Whether, since this was asked last, a job may have become claimable. */
  boolean mayClaim() {
    return mayClaim.getAndSet(false);
  }

  /** An input cannot be had: the experiment gives up this stage's jobs that need it. */
  public Uni<Void> failed(Mutiny.Session session, StageFailed fact) {
    return JobStore.waitingFor(session, fact.recipeId())
        .flatMap(inputs -> InTurn.each(inputs, input -> giveUp(session, input, fact)));
  }

  public Uni<Void> cancelled(Mutiny.Session session, ExperimentCancelled fact) {
    return close(session, fact.experimentId());
  }

  public Uni<Void> concluded(Mutiny.Session session, ExperimentConcluded fact) {
    return close(session, fact.experimentId());
  }

  /**
   * Whether the experiment was cancelled or concluded, be it before anything else was heard of it.
   */
  public Uni<Boolean> closed(Mutiny.Session session, String experimentId) {
    return experiment(session, experimentId).map(experiment -> experiment.closed);
  }

  Uni<KnownExperiment> experiment(Mutiny.Session session, String id) {
    return experiment(session, id, known -> {});
  }

  /** The experiment, there or new, once it is changed. */
  private static Uni<KnownExperiment> experiment(
      Mutiny.Session session, String id, Consumer<KnownExperiment> change) {
    return session
        .find(KnownExperiment.class, id)
        .flatMap(
            known -> {
              KnownExperiment experiment = known != null ? known : new KnownExperiment(id);
              change.accept(experiment);
              return session.persist(experiment).replaceWith(experiment);
            });
  }

  /** All of them are looked up together. */
  private Uni<Void> want(Mutiny.Session session, KnownExperiment experiment, List<Node> nodes) {
    if (nodes.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return JobStore.lockedOrNew(session, nodes, stage, clock.instant())
        .flatMap(
            jobs ->
                Turns.of(session, experiment)
                    .flatMap(turns -> join(session, experiment.id, jobs, turns)));
  }

  private Uni<Void> join(
      Mutiny.Session session, String experimentId, List<Needs> jobs, Turns turns) {
    List<Interest> interests =
        jobs.stream().map(needs -> newInterest(needs.job().id, experimentId)).toList();
    Iterator<Interest> next = interests.iterator();
    return InTurn.each(jobs, needs -> join(session, needs, next.next(), turns))
        .flatMap(
            joined ->
                session.persistAll(
                    Stream.of(
                            jobs.stream().map(Needs::job),
                            jobs.stream().flatMap(needs -> needs.inputs().stream()),
                            interests.stream())
                        .flatMap(Function.identity())
                        .toArray()));
  }

  private Uni<Void> join(Mutiny.Session session, Needs needs, Interest interest, Turns turns) {
    return needs.job().state == Job.State.DONE
        ? answers.reused(session, needs.job(), interest)
        : queue(session, needs, interest, turns);
  }

  /** The experiment's interest in a job, there or new. */
  Uni<Interest> interest(Mutiny.Session session, String jobId, String experimentId) {
    return session
        .find(Interest.class, new Interest.Key(jobId, experimentId))
        .flatMap(
            known -> {
              Interest interest = known != null ? known : newInterest(jobId, experimentId);
              return session.persist(interest).replaceWith(interest);
            });
  }

  private Interest newInterest(String jobId, String experimentId) {
    return new Interest(jobId, experimentId, Traces.here(), clock.instant());
  }

  /**
   * The job is queued where it was not, in its best place in line, and what it misses is asked for
   * on behalf of one more.
   */
  Uni<Void> queue(Mutiny.Session session, Needs needs, Interest interest, Turns turns) {
    Job job = needs.job();
    List<JobInput> missing = needs.missing();
    if (!job.state.active()) {
      job.reopen(missing.size(), clock.instant());
      needs.inputs().forEach(JobInput::forgetLosses);
    }
    turns.give(job);
    if (missing.isEmpty()) {
      mayClaim.set(true);
      return Uni.createFrom().voidItem();
    }
    List<Interest> waiting = List.of(interest);
    return answers
        .needs(session, job, waiting, needs.ids(), null)
        .flatMap(asked -> answers.lost(session, job, waiting, needs.lost(), null));
  }

  /**
   * A planned input that was never made is the evaluator's to follow up by the plan; one nobody
   * planned, or that was made and lost, is this stage's to tell.
   */
  private Uni<Void> giveUp(Mutiny.Session session, JobInput input, StageFailed fact) {
    String jobId = input.key.jobId();
    return session
        .find(Interest.class, new Interest.Key(jobId, fact.experimentId()))
        .flatMap(
            interest ->
                interest == null
                    ? Uni.createFrom().voidItem()
                    : session
                        .remove(interest)
                        .flatMap(gone -> JobStore.locked(session, jobId))
                        .flatMap(
                            job ->
                                input.losses == 0 && job.recipe().inputs().contains(fact.recipeId())
                                    ? Uni.createFrom().voidItem()
                                    : outbox.add(
                                        session,
                                        new StageFailed(
                                            fact.experimentId(),
                                            jobId,
                                            stage.name(),
                                            fact.reason(),
                                            job.attempt)))
                        .flatMap(told -> dropUnwanted(session, List.of(jobId))));
  }

  private Uni<Void> close(Mutiny.Session session, String experimentId) {
    return experiment(session, experimentId, known -> known.closed = true)
        .flatMap(experiment -> JobStore.awaited(session, experimentId))
        .flatMap(
            waiting ->
                InTurn.each(waiting, interest -> drop(session, interest))
                    .flatMap(
                        dropped ->
                            dropUnwanted(
                                session,
                                waiting.stream().map(interest -> interest.key.jobId()).toList())));
  }

  /** The experiment waits no more; what it was told before stays. */
  private static Uni<Void> drop(Mutiny.Session session, Interest interest) {
    interest.lost = false;
    return interest.origin == null ? session.remove(interest) : Uni.createFrom().voidItem();
  }

  /** Queued jobs nobody waits for end here; a running one ends at its next heart-beat. */
  private Uni<Void> dropUnwanted(Mutiny.Session session, List<String> jobIds) {
    if (jobIds.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return session
        .flush()
        .flatMap(
            flushed ->
                session
                    .createSelectionQuery(
                        "select j.id from Job j where j.id in (:ids) and j.state = QUEUED and not exists"
                            + " (select 1 from Interest i where i.key.jobId = j.id and (i.origin is null or i.lost))",
                        String.class)
                    .setParameter("ids", jobIds)
                    .getResultList())
        .flatMap(
            ids ->
                InTurn.each(
                    ids,
                    id ->
                        JobStore.locked(session, id)
                            .invoke(
                                job -> {
                                  if (job.state == Job.State.QUEUED) {
                                    job.cancel(clock.instant());
                                  }
                                })
                            .replaceWithVoid()));
  }
}
