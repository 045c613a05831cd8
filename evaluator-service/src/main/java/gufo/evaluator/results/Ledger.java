package gufo.evaluator.results;

import gufo.contracts.event.ArtifactMade;
import gufo.contracts.event.ExperimentConcluded;
import gufo.contracts.event.ExperimentSubmitted;
import gufo.contracts.event.StageFailed;
import gufo.contracts.id.Json;
import gufo.contracts.plan.Plan;
import gufo.contracts.result.ExperimentResult;
import gufo.contracts.spec.ExperimentSpec;
import gufo.evaluator.report.NodeFacts;
import gufo.evaluator.report.ResultAssembler;
import gufo.kit.facts.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Keeps what facts say of every node of every plan and concludes an experiment when all are
 * settled: made, failed, or out of reach because of a failure. Effects run one at a time under the
 * inbox's lock, so the last one sees all others.
 */
@ApplicationScoped
class Ledger {

  /**
   * Keeps a node and, in the same statement, finds the experiment that it may settle: one row
   * changed, to what it was, or none. The count is of the nodes before this one.
   */
  private static final String RECORD =
      """
      with news as (
        insert into {h-schema}settled_node (experiment_id, recipe_id, origin, details, failed_stage, failure)
        values (:experiment, :recipe, :origin, :details, :failedStage, :failure)
        on conflict do nothing returning failure)
      update {h-schema}measured_experiment e set status = e.status from news
      where e.id = :experiment and e.status = 'RUNNING' and (news.failure is not null or (
        select count(*) + 1 >= e.plan_nodes or count(n.failure) > 0
        from {h-schema}settled_node n where n.experiment_id = e.id))
      """;

  private final Mutiny.SessionFactory database;
  private final Outbox outbox;
  private final Reports reports;
  private final Clock clock;
  private final ExperimentMetrics metrics;

  Ledger(
      Mutiny.SessionFactory database,
      Outbox outbox,
      Reports reports,
      Clock clock,
      ExperimentMetrics metrics) {
    this.database = database;
    this.metrics = metrics;
    this.reports = reports;
    this.outbox = outbox;
    this.clock = clock;
  }

  Uni<Void> submitted(Mutiny.Session session, ExperimentSubmitted fact) {
    MeasuredExperiment experiment =
        new MeasuredExperiment(fact, Plan.of(fact.spec()).nodes().size());
    return session
        .find(MeasuredExperiment.class, fact.experimentId())
        .flatMap(
            known ->
                known != null
                    ? Uni.createFrom().voidItem()
                    : session
                        .persist(experiment)
                        .flatMap(kept -> session.flush())
                        .flatMap(kept -> settle(session, experiment)));
  }

  Uni<Void> made(Mutiny.Session session, ArtifactMade fact) {
    return record(session, SettledNode.made(fact));
  }

  Uni<Void> failed(Mutiny.Session session, StageFailed fact) {
    metrics.failed(fact);
    return record(session, SettledNode.failed(fact));
  }

  /** Ends a running experiment; of others nothing is known yet, or nothing changes. */
  Uni<Void> cancelled(Mutiny.Session session, String experimentId) {
    return session
        .find(MeasuredExperiment.class, experimentId, LockModeType.PESSIMISTIC_WRITE)
        .flatMap(
            experiment ->
                experiment == null || !experiment.running()
                    ? Uni.createFrom().voidItem()
                    : nodes(session, experiment.id)
                        .flatMap(
                            nodes ->
                                end(
                                    experiment,
                                    Settled.of(experiment, nodes),
                                    MeasuredExperiment.Status.CANCELLED))
                        .replaceWithVoid());
  }

  /** The experiment, for a caller; refused when there is none. */
  Uni<MeasuredExperiment> experiment(String experimentId) {
    return database
        .withSession(session -> session.find(MeasuredExperiment.class, experimentId))
        .onItem()
        .ifNull()
        .failWith(() -> MeasuredExperiment.unknown(experimentId));
  }

  /** Recipe ids of the experiment's settled nodes. */
  Uni<Set<String>> settled(String experimentId) {
    return database
        .withSession(
            session ->
                session
                    .createSelectionQuery(
                        "select key.recipeId from SettledNode where key.experimentId = :id",
                        String.class)
                    .setParameter("id", experimentId)
                    .getResultList())
        .map(Set::copyOf);
  }

  private Uni<Void> record(Mutiny.Session session, SettledNode node) {
    return session
        .createNativeQuery(RECORD)
        .setParameter("experiment", node.key.experimentId())
        .setParameter("recipe", node.key.recipeId())
        .setParameter("origin", node.origin == null ? null : node.origin.name())
        .setParameter("details", node.details)
        .setParameter("failedStage", node.failedStage)
        .setParameter("failure", node.failure)
        .executeUpdate()
        .flatMap(
            mayBeSettled ->
                mayBeSettled == 0
                    ? Uni.createFrom().voidItem()
                    : session
                        .find(MeasuredExperiment.class, node.key.experimentId())
                        .flatMap(experiment -> settle(session, experiment)));
  }

  /** Concludes the experiment if this can be. */
  private Uni<Void> settle(Mutiny.Session session, MeasuredExperiment experiment) {
    return nodes(session, experiment.id)
        .flatMap(
            nodes ->
                nodes.size() < experiment.planNodes
                        && nodes.stream().allMatch(node -> node.failure == null)
                    ? Uni.createFrom().voidItem()
                    : conclude(session, experiment, nodes));
  }

  private Uni<Void> conclude(
      Mutiny.Session session, MeasuredExperiment experiment, List<SettledNode> nodes) {
    Settled settled = Settled.of(experiment, nodes);
    if (!settled.facts.settle(settled.plan)) {
      return Uni.createFrom().voidItem();
    }
    MeasuredExperiment.Status status =
        settled.facts.failures().isEmpty()
            ? MeasuredExperiment.Status.CONCLUDED
            : MeasuredExperiment.Status.FAILED;
    return end(experiment, settled, status)
        .flatMap(
            result -> {
              String verdict = result.verdict() == null ? null : result.verdict().word();
              return outbox.add(
                  session, new ExperimentConcluded(experiment.id, result.status().word(), verdict));
            });
  }

  /**
   * The report is written before the result commits, so whoever sees the result finds the report.
   */
  private Uni<ExperimentResult> end(
      MeasuredExperiment experiment, Settled settled, MeasuredExperiment.Status status) {
    ResultAssembler assembler =
        new ResultAssembler(
            experiment.id, settled.spec, settled.plan, experiment.preregistration());
    double seconds = Duration.between(experiment.submittedAt, clock.instant()).toMillis() / 1000.0;
    ExperimentResult result =
        status == MeasuredExperiment.Status.CANCELLED
            ? assembler.cancelled(settled.facts, seconds)
            : assembler.concluded(settled.facts, seconds);
    experiment.end(status, Json.write(result), clock.instant());
    metrics.ended(result);
    return reports.write(experiment.id, result, settled.spec).replaceWith(result);
  }

  /** What is known of an experiment's plan. */
  private record Settled(ExperimentSpec spec, Plan plan, NodeFacts facts) {

    static Settled of(MeasuredExperiment experiment, List<SettledNode> nodes) {
      ExperimentSpec spec = experiment.spec();
      Plan plan = Plan.of(spec);
      return new Settled(spec, plan, Findings.of(plan, nodes));
    }
  }

  private static Uni<List<SettledNode>> nodes(Mutiny.Session session, String experimentId) {
    return session
        .createSelectionQuery("from SettledNode where key.experimentId = :id", SettledNode.class)
        .setParameter("id", experimentId)
        .getResultList();
  }
}
