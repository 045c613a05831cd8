package gufo.teacher.experiments;

import gufo.contracts.event.ExperimentCancelled;
import gufo.contracts.event.ExperimentConcluded;
import gufo.contracts.event.ExperimentSubmitted;
import gufo.contracts.spec.ExperimentSpec;
import gufo.contracts.spec.Preregistration;
import gufo.kit.facts.Outbox;
import gufo.kit.facts.StageLock;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.hibernate.reactive.mutiny.Mutiny;

/** Submissions: one method, one transaction. */
@ApplicationScoped
class Experiments {

  private final Mutiny.SessionFactory database;
  private final Outbox outbox;
  private final Preregistrations preregistrations;
  private final Clock clock;

  Experiments(
      Mutiny.SessionFactory database,
      Outbox outbox,
      Preregistrations preregistrations,
      Clock clock) {
    this.database = database;
    this.outbox = outbox;
    this.preregistrations = preregistrations;
    this.clock = clock;
  }

  /**
   * Stores the submission and tells of it; a repeated idempotency key finds the submission it made
   * first.
   *
   * @param exploratory whether the spec may be another than the one registered under its name
   * @param sweep the sweep it belongs to, null for none
   */
  Uni<Experiment> submit(
      ExperimentSpec spec, String idempotencyKey, boolean exploratory, String sweep) {
    return database.withTransaction(
        session ->
            byKey(session, idempotencyKey)
                .flatMap(
                    known ->
                        known != null
                            ? Uni.createFrom().item(known)
                            : preregistrations
                                .mark(session, spec, exploratory)
                                .flatMap(
                                    mark -> store(session, spec, mark, idempotencyKey, sweep))));
  }

  /** Under a lock, so that of two submissions at a time the second finds the first. */
  private static Uni<Experiment> byKey(Mutiny.Session session, String idempotencyKey) {
    return idempotencyKey == null
        ? Uni.createFrom().nullItem()
        : StageLock.hold(session, "idempotency-key " + idempotencyKey)
            .flatMap(
                held ->
                    session
                        .createSelectionQuery(
                            "from Experiment where idempotencyKey = :key", Experiment.class)
                        .setParameter("key", idempotencyKey)
                        .getSingleResultOrNull());
  }

  private Uni<Experiment> store(
      Mutiny.Session session,
      ExperimentSpec spec,
      Preregistration mark,
      String idempotencyKey,
      String sweep) {
    Instant now = clock.instant();
    String id = UuidVersion7Strategy.INSTANCE.generateUuid(null).toString();
    Experiment experiment = new Experiment(id, spec, mark, idempotencyKey, now);
    ExperimentSubmitted fact =
        new ExperimentSubmitted(id, experiment.specHash, now, spec, mark, sweep);
    return session
        .persist(experiment)
        .flatMap(kept -> outbox.add(session, fact))
        .replaceWith(experiment);
  }

  Uni<List<Experiment>> newest(int most) {
    return database.withSession(
        session ->
            session
                .createSelectionQuery(
                    "from Experiment order by submittedAt desc, id desc", Experiment.class)
                .setMaxResults(most)
                .getResultList());
  }

  Uni<Optional<Experiment>> find(String id) {
    return database
        .withSession(session -> session.find(Experiment.class, id))
        .map(Optional::ofNullable);
  }

  /** Cancels a running experiment; one that has ended stays as it is. */
  Uni<Optional<Experiment>> cancel(String id) {
    return database.withTransaction(
        session ->
            session
                .find(Experiment.class, id, LockModeType.PESSIMISTIC_WRITE)
                .flatMap(
                    experiment ->
                        experiment != null && experiment.cancel(clock.instant())
                            ? outbox
                                .add(session, new ExperimentCancelled(id, "cancelled by a user"))
                                .replaceWith(experiment)
                            : Uni.createFrom().item(experiment))
                .map(Optional::ofNullable));
  }

  Uni<Void> concluded(Mutiny.Session session, ExperimentConcluded fact) {
    return session
        .find(Experiment.class, fact.experimentId(), LockModeType.PESSIMISTIC_WRITE)
        .invoke(
            experiment -> {
              if (experiment != null) {
                experiment.conclude(fact, clock.instant());
              }
            })
        .replaceWithVoid();
  }
}
