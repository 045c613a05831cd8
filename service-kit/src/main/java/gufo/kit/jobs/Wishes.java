package gufo.kit.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import gufo.contracts.event.ArtifactMade;
import gufo.contracts.event.ExperimentCancelled;
import gufo.contracts.event.ExperimentConcluded;
import gufo.contracts.event.ExperimentSubmitted;
import gufo.contracts.event.StageFailed;
import gufo.contracts.id.Json;
import gufo.contracts.plan.Node;
import gufo.contracts.plan.Plan;
import gufo.kit.facts.Outbox;
import gufo.kit.traces.Traces;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
    return experiment(session, fact.experimentId())
        .invoke(experiment -> experiment.sweep = fact.sweep())
        .flatMap(experiment -> wanted(session, fact.experimentId(), own));
  }

  /** The experiment wants these recipes of this stage. */
  public Uni<Void> wanted(Mutiny.Session session, String experimentId, List<Node> nodes) {
    return experiment(session, experimentId)
        .flatMap(
            experiment ->
                experiment.closed
                    ? Uni.createFrom().voidItem()
                    : Turns.of(session, experiment)
                        .flatMap(
                            turns ->
                                JobStore.each(
                                    nodes, node -> want(session, experimentId, node, turns))));
  }

  /** An artifact exists; jobs that lacked it lack one thing less. */
  public Uni<Void> made(Mutiny.Session session, ArtifactMade fact) {
    return session
        .createMutationQuery(
            "insert into KnownArtifact (recipeId, reference) values (:recipe, :reference) on conflict do nothing")
        .setParameter("recipe", fact.recipeId())
        .setParameter("reference", json(fact.artifact()))
        .executeUpdate()
        .flatMap(
            news ->
                news == 0
                    ? Uni.createFrom().voidItem()
                    : JobStore.inputBecameKnown(session, fact.recipeId(), clock.instant()));
  }

  /** An input cannot be had: the experiment gives up this stage's jobs that need it. */
  public Uni<Void> failed(Mutiny.Session session, StageFailed fact) {
    return JobStore.waitingFor(session, fact.recipeId())
        .flatMap(inputs -> JobStore.each(inputs, input -> giveUp(session, input, fact)));
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
    return session
        .find(KnownExperiment.class, id)
        .flatMap(
            known -> {
              KnownExperiment experiment = known != null ? known : new KnownExperiment(id);
              return known != null
                  ? Uni.createFrom().item(known)
                  : session.persist(experiment).replaceWith(experiment);
            });
  }

  private Uni<Void> want(Mutiny.Session session, String experimentId, Node node, Turns turns) {
    return session
        .find(Interest.class, new Interest.Key(node.id(), experimentId))
        .flatMap(
            interest ->
                interest != null
                    ? Uni.createFrom().voidItem()
                    : JobStore.locked(session, node.id())
                        .flatMap(
                            job ->
                                job != null
                                    ? Uni.createFrom().item(job)
                                    : JobStore.create(
                                        session, node.id(), node.recipe(), clock.instant()))
                        .flatMap(job -> join(session, job, experimentId, turns)));
  }

  private Uni<Void> join(Mutiny.Session session, Job job, String experimentId, Turns turns) {
    return newInterest(session, job.id, experimentId)
        .flatMap(
            interest ->
                job.state == Job.State.DONE
                    ? answers.reused(session, job, interest)
                    : queue(session, job, interest, turns));
  }

  /** The experiment's interest in a job, there or new. */
  Uni<Interest> interest(Mutiny.Session session, String jobId, String experimentId) {
    return session
        .find(Interest.class, new Interest.Key(jobId, experimentId))
        .flatMap(
            known ->
                known != null
                    ? Uni.createFrom().item(known)
                    : newInterest(session, jobId, experimentId));
  }

  private Uni<Interest> newInterest(Mutiny.Session session, String jobId, String experimentId) {
    Interest interest = new Interest(jobId, experimentId, Traces.here(), clock.instant());
    return session.persist(interest).replaceWith(interest);
  }

  /**
   * The job is queued where it was not, in its best place in line, and what it misses is asked for
   * on behalf of one more.
   */
  Uni<Void> queue(Mutiny.Session session, Job job, Interest interest, Turns turns) {
    return JobStore.inputs(session, job.id)
        .flatMap(
            inputs -> {
              List<JobInput> missing = inputs.stream().filter(input -> !input.known).toList();
              if (!job.state.active()) {
                job.reopen(missing.size(), clock.instant());
                inputs.forEach(JobInput::forgetLosses);
              }
              turns.give(job);
              return missing.isEmpty()
                  ? Uni.createFrom().voidItem()
                  : ask(session, job, interest, inputs, missing);
            });
  }

  /** Inputs that no plan names are requested; those that are lost are told of. */
  private Uni<Void> ask(
      Mutiny.Session session,
      Job job,
      Interest interest,
      List<JobInput> inputs,
      List<JobInput> missing) {
    List<Interest> waiting = List.of(interest);
    return answers
        .needs(session, job, waiting, ids(inputs), null)
        .flatMap(asked -> JobStore.artifacts(session, ids(missing)))
        .map(
            made ->
                made.entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().sha256())))
        .flatMap(lost -> answers.lost(session, job, waiting, lost, null));
  }

  private static List<String> ids(List<JobInput> inputs) {
    return inputs.stream().map(input -> input.key.recipeId()).toList();
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
    return experiment(session, experimentId)
        .invoke(experiment -> experiment.closed = true)
        .flatMap(experiment -> JobStore.awaited(session, experimentId))
        .flatMap(
            waiting ->
                JobStore.each(waiting, interest -> drop(session, interest))
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
                JobStore.each(
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

  private static String json(Object value) {
    try {
      return Json.mapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
