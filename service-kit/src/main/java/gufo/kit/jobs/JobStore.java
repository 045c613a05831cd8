package gufo.kit.jobs;

import gufo.contracts.event.ArtifactReference;
import gufo.contracts.id.Json;
import gufo.contracts.plan.Recipe;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.LockModeType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;

/** The queries behind jobs; each works in the caller's session and transaction. */
final class JobStore {

  /** Which jobs may be claimed at {@code :now}. */
  static final String CLAIMABLE =
      "missingInputs = 0 and (state = QUEUED and notBefore <= :now or state = RUNNING and leaseUntil < :now)";

  private JobStore() {}

  static Uni<Job> locked(Mutiny.Session session, String id) {
    return session.find(Job.class, id, LockModeType.PESSIMISTIC_WRITE);
  }

  /**
   * The job next in line that may be claimed, locked; jobs another runner is just claiming are
   * passed over.
   */
  static Uni<Job> nextClaimable(Mutiny.Session session, Instant now) {
    return session
        .createSelectionQuery(
            "from Job where " + CLAIMABLE + " order by turn, createdAt, id", Job.class)
        .setParameter("now", now)
        .setMaxResults(1)
        .setLockMode(LockMode.UPGRADE_SKIPLOCKED)
        .getSingleResultOrNull();
  }

  static Uni<List<JobInput>> inputs(Mutiny.Session session, String jobId) {
    return session
        .createSelectionQuery(
            "from JobInput where key.jobId = :job order by key.recipeId", JobInput.class)
        .setParameter("job", jobId)
        .getResultList();
  }

  static Uni<List<JobInput>> waitingFor(Mutiny.Session session, String recipeId) {
    return session
        .createSelectionQuery(
            "from JobInput where key.recipeId = :recipe and not known", JobInput.class)
        .setParameter("recipe", recipeId)
        .getResultList();
  }

  /** Jobs that lacked an artifact lack one thing less. */
  static Uni<Void> inputBecameKnown(Mutiny.Session session, String recipeId, Instant now) {
    return waitingFor(session, recipeId)
        .flatMap(
            inputs ->
                each(
                    inputs,
                    input ->
                        locked(session, input.key.jobId())
                            .invoke(
                                job -> {
                                  input.known = true;
                                  job.inputBecameKnown(now);
                                })
                            .replaceWithVoid()));
  }

  /** The experiments that still wait for a job, the first to ask first. */
  static Uni<List<Interest>> waiting(Mutiny.Session session, String jobId) {
    return waiting(session, jobId, LockMode.NONE);
  }

  /** Those that still wait for a job; none of them can be closed before this transaction ends. */
  static Uni<List<Interest>> waitingLocked(Mutiny.Session session, String jobId) {
    return waiting(session, jobId, LockMode.PESSIMISTIC_WRITE);
  }

  private static Uni<List<Interest>> waiting(Mutiny.Session session, String jobId, LockMode lock) {
    return session
        .createSelectionQuery(
            "from Interest where key.jobId = :job and (origin is null or lost) order by createdAt, key.experimentId",
            Interest.class)
        .setParameter("job", jobId)
        .setLockMode(lock)
        .getResultList();
  }

  /** The jobs an experiment still waits for, locked as {@link #waitingLocked} does. */
  static Uni<List<Interest>> awaited(Mutiny.Session session, String experimentId) {
    return session
        .createSelectionQuery(
            "from Interest where key.experimentId = :id and (origin is null or lost) order by key.jobId",
            Interest.class)
        .setParameter("id", experimentId)
        .setLockMode(LockMode.PESSIMISTIC_WRITE)
        .getResultList();
  }

  static Uni<Map<String, ArtifactReference>> artifacts(
      Mutiny.Session session, Collection<String> recipeIds) {
    if (recipeIds.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    return session
        .createSelectionQuery("from KnownArtifact where recipeId in (:ids)", KnownArtifact.class)
        .setParameter("ids", recipeIds)
        .getResultList()
        .map(
            known -> {
              Map<String, ArtifactReference> references = new HashMap<>();
              known.forEach(
                  artifact -> references.put(artifact.recipeId, reference(artifact.reference)));
              return references;
            });
  }

  /** Declares inputs of a job; returns how many of them no fact has told of yet. */
  static Uni<Integer> addInputs(Mutiny.Session session, String jobId, List<String> recipeIds) {
    return artifacts(session, recipeIds)
        .flatMap(
            known -> {
              Object[] inputs =
                  recipeIds.stream()
                      .map(id -> new JobInput(jobId, id, known.containsKey(id)))
                      .toArray();
              int missing = recipeIds.size() - known.size();
              return inputs.length == 0
                  ? Uni.createFrom().item(0)
                  : session.persistAll(inputs).replaceWith(missing);
            });
  }

  static Uni<Job> create(Mutiny.Session session, String id, Recipe recipe, Instant now) {
    List<String> inputs = recipe.inputs().stream().distinct().toList();
    Job job = new Job(id, recipe, inputs.size(), now);
    return session
        .persist(job)
        .flatMap(kept -> session.flush())
        .flatMap(kept -> addInputs(session, id, inputs))
        .invoke(missing -> job.missingInputs = missing)
        .replaceWith(job);
  }

  /** One after the other: a session takes no parallel calls. */
  static <T> Uni<Void> each(List<T> items, Function<T, Uni<Void>> action) {
    return Multi.createFrom()
        .iterable(items)
        .onItem()
        .transformToUniAndConcatenate(item -> action.apply(item).replaceWith(true))
        .collect()
        .asList()
        .replaceWithVoid();
  }

  private static ArtifactReference reference(String text) {
    try {
      return Json.mapper().readValue(text, ArtifactReference.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
