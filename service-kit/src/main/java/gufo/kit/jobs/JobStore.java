package gufo.kit.jobs;

import gufo.contracts.event.ArtifactReference;
import gufo.contracts.id.Json;
import gufo.contracts.plan.Node;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;

/** The queries behind jobs; each works in the caller's session and transaction. */
final class JobStore {

  /** Which jobs of this alias may be claimed at {@code :now}. */
  private static final String CLAIMABLE_AS =
      "(%1$s.missingInputs = 0 and (%1$s.state = QUEUED and %1$s.notBefore <= :now"
          + " or %1$s.state = RUNNING and %1$s.leaseUntil < :now))";

  /** Which jobs {@code j} may be claimed at {@code :now}. */
  static final String CLAIMABLE = CLAIMABLE_AS.formatted("j");

  private static final String NEXT_CLAIMABLE =
      "select j, exists (select 1 from Job other where other.id <> j.id and "
          + CLAIMABLE_AS.formatted("other")
          + ") from Job j where "
          + CLAIMABLE
          + " order by j.turn, j.createdAt, j.id";

  /**
   * Under the stage's lock. In SQL, for most facts say that something is made: it is one statement,
   * and Hibernate makes those of HQL that change something anew each time.
   */
  private static final String LACK_ONE_LESS =
      """
      there as (
        update {h-schema}job_input set known = true where recipe_id = %s and not known returning job_id)
      update {h-schema}job set missing_inputs = missing_inputs - 1,
        not_before = case when missing_inputs = 1 then greatest(not_before, :now) else not_before end
      where id in (select job_id from there)
      """;

  /** One parameter, an array: Hibernate translates a query with a list anew each time. */
  private static final String AMONG = "cast(sql('(? = any(?))', %s, :ids) as Boolean)";

  /** Inputs with what is known of them. */
  private static final String NEEDS =
      "select i, a from JobInput i left join KnownArtifact a on a.recipeId = i.key.recipeId"
          + " where "
          + AMONG.formatted("i.key.jobId")
          + " order by i.key.recipeId";

  /** A job to claim, and whether another may be claimed as well. */
  record Next(Job job, boolean another) {}

  private JobStore() {}

  static Uni<Job> locked(Mutiny.Session session, String id) {
    return session.find(Job.class, id, LockModeType.PESSIMISTIC_WRITE);
  }

  /** The jobs of these recipes, locked; those that are not there yet are new and not yet kept. */
  static Uni<List<Needs>> lockedOrNew(
      Mutiny.Session session, List<Node> nodes, Stage stage, Instant now) {
    return session
        .createSelectionQuery("from Job where " + AMONG.formatted("id") + " order by id", Job.class)
        .setParameter("ids", nodes.stream().map(Node::id).toArray(String[]::new))
        .setLockMode(LockMode.PESSIMISTIC_WRITE)
        .getResultList()
        .flatMap(jobs -> needs(session, jobs))
        .flatMap(
            old -> {
              Map<String, List<String>> inputs =
                  nodes.stream()
                      .filter(node -> !old.containsKey(node.id()))
                      .collect(Collectors.toMap(Node::id, node -> stage.inputs(node.recipe())));
              Set<String> asked =
                  inputs.values().stream().flatMap(List::stream).collect(Collectors.toSet());
              return artifacts(session, asked)
                  .map(
                      made ->
                          nodes.stream()
                              .map(
                                  node ->
                                      old.containsKey(node.id())
                                          ? old.get(node.id())
                                          : Needs.ofNew(node, inputs.get(node.id()), made, now))
                              .toList());
            });
  }

  /**
   * The job next in line that may be claimed, locked, and whether there is another; jobs another
   * runner is just claiming are passed over.
   */
  static Uni<Optional<Next>> nextClaimable(Mutiny.Session session, Instant now) {
    return session
        .createSelectionQuery(NEXT_CLAIMABLE, Object[].class)
        .setParameter("now", now)
        .setMaxResults(1)
        .setLockMode(LockMode.UPGRADE_SKIPLOCKED)
        .getSingleResultOrNull()
        .map(row -> Optional.ofNullable(row).map(it -> new Next((Job) it[0], (Boolean) it[1])));
  }

  static Uni<Needs> needs(Mutiny.Session session, Job job) {
    return needs(session, List.of(job)).map(needs -> needs.get(job.id));
  }

  /** By the jobs' ids. */
  private static Uni<Map<String, Needs>> needs(Mutiny.Session session, List<Job> jobs) {
    if (jobs.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    return session
        .createSelectionQuery(NEEDS, Object[].class)
        .setParameter("ids", jobs.stream().map(job -> job.id).toArray(String[]::new))
        .getResultList()
        .map(rows -> needs(jobs, rows));
  }

  private static Map<String, Needs> needs(List<Job> jobs, List<Object[]> rows) {
    Map<String, Needs> needs = new HashMap<>();
    jobs.forEach(job -> needs.put(job.id, new Needs(job, new ArrayList<>(), new HashMap<>())));
    for (Object[] row : rows) {
      JobInput input = (JobInput) row[0];
      Needs of = needs.get(input.key.jobId());
      of.inputs().add(input);
      if (row[1] != null) {
        of.made().put(input.key.recipeId(), ((KnownArtifact) row[1]).reference());
      }
    }
    return needs;
  }

  static Uni<List<JobInput>> waitingFor(Mutiny.Session session, String recipeId) {
    return session
        .createSelectionQuery(
            "from JobInput where key.recipeId = :recipe and not known", JobInput.class)
        .setParameter("recipe", recipeId)
        .getResultList();
  }

  /** An artifact exists; the first time, so many jobs lack one thing less. */
  static Uni<Integer> made(
      Mutiny.Session session, String recipeId, ArtifactReference artifact, Instant now) {
    return write(
        session,
        "with news as (insert into {h-schema}known_artifact (recipe_id, reference)"
            + " values (:recipe, :reference) on conflict do nothing returning recipe_id), "
            + LACK_ONE_LESS.formatted("(select recipe_id from news)"),
        Map.of("recipe", recipeId, "reference", Json.write(artifact), "now", now));
  }

  /** An artifact is there again: so many jobs that lacked it lack one thing less. */
  static Uni<Integer> restored(Mutiny.Session session, String recipeId, Instant now) {
    return write(
        session,
        "with " + LACK_ONE_LESS.formatted(":recipe"),
        Map.of("recipe", recipeId, "now", now));
  }

  /** After the session's own changes, which Hibernate does not write before a statement in SQL. */
  private static Uni<Integer> write(
      Mutiny.Session session, String sql, Map<String, Object> parameters) {
    return session
        .flush()
        .flatMap(
            written -> {
              Mutiny.MutationQuery statement = session.createNativeQuery(sql);
              parameters.forEach(statement::setParameter);
              return statement.executeUpdate();
            });
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

  /** Those of the recipes that an experiment does not want already. */
  static Uni<List<Node>> unwanted(Mutiny.Session session, String experimentId, List<Node> nodes) {
    if (nodes.isEmpty()) {
      return Uni.createFrom().item(nodes);
    }
    return session
        .createSelectionQuery(
            "select key.jobId from Interest where key.experimentId = :id and "
                + AMONG.formatted("key.jobId"),
            String.class)
        .setParameter("id", experimentId)
        .setParameter("ids", nodes.stream().map(Node::id).toArray(String[]::new))
        .getResultList()
        .map(Set::copyOf)
        .map(wanted -> nodes.stream().filter(node -> !wanted.contains(node.id())).toList());
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
        .createSelectionQuery(
            "from KnownArtifact where " + AMONG.formatted("recipeId"), KnownArtifact.class)
        .setParameter("ids", recipeIds.toArray(String[]::new))
        .getResultList()
        .map(
            known ->
                known.stream()
                    .collect(
                        Collectors.toMap(artifact -> artifact.recipeId, KnownArtifact::reference)));
  }

  /** Declares more inputs of a job; returns how many of them no fact has told of yet. */
  static Uni<Integer> addInputs(Mutiny.Session session, String jobId, List<String> recipeIds) {
    return artifacts(session, recipeIds)
        .flatMap(
            made -> {
              Object[] inputs =
                  recipeIds.stream()
                      .map(id -> new JobInput(jobId, id, made.containsKey(id)))
                      .toArray();
              return session.persistAll(inputs).replaceWith(inputs.length - made.size());
            });
  }
}
