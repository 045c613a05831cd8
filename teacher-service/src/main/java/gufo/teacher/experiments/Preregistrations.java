package gufo.teacher.experiments;

import gufo.contracts.spec.ExperimentSpec;
import gufo.contracts.spec.Preregistration;
import gufo.kit.facts.StageLock;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Preregistrations: one method, one transaction, or a part of a submission's. */
@ApplicationScoped
class Preregistrations {

  private static final String LOCK = "preregistrations";

  private final Mutiny.SessionFactory database;
  private final Clock clock;

  Preregistrations(Mutiny.SessionFactory database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Freezes the spec; the same spec again finds what was frozen first. */
  Uni<RegisteredSpec> register(ExperimentSpec spec) {
    return database.withTransaction(
        session ->
            StageLock.hold(session, LOCK)
                .flatMap(held -> session.find(RegisteredSpec.class, spec.name()))
                .flatMap(
                    known ->
                        known == null
                            ? freeze(session, spec)
                            : Uni.createFrom().item(unchanged(known, spec))));
  }

  /**
   * The mark of a submission, which may come in this transaction and not before its end; null when
   * nothing is registered under the spec's name. Another spec is refused unless it is said to be
   * exploratory.
   */
  Uni<Preregistration> mark(Mutiny.Session session, ExperimentSpec spec, boolean exploratory) {
    return StageLock.hold(session, LOCK)
        .flatMap(held -> session.find(RegisteredSpec.class, spec.name()))
        .map(known -> known == null ? null : Registration.mark(known, spec, exploratory));
  }

  Uni<List<RegisteredSpec>> newest(int most) {
    return database.withSession(
        session ->
            session
                .createSelectionQuery(
                    "from RegisteredSpec order by registeredAt desc, name", RegisteredSpec.class)
                .setMaxResults(most)
                .getResultList());
  }

  Uni<Optional<RegisteredSpec>> find(String name) {
    return database
        .withSession(session -> session.find(RegisteredSpec.class, name))
        .map(Optional::ofNullable);
  }

  private Uni<RegisteredSpec> freeze(Mutiny.Session session, ExperimentSpec spec) {
    return session
        .createSelectionQuery(
            "from Experiment where name = :name or namelessHash = :hash order by submittedAt",
            Experiment.class)
        .setParameter("name", spec.name())
        .setParameter("hash", spec.namelessHash())
        .setMaxResults(1)
        .getSingleResultOrNull()
        .invoke(
            earlier -> {
              if (earlier != null) {
                throw Registration.tooLate(earlier);
              }
            })
        .flatMap(
            none -> {
              RegisteredSpec registered = new RegisteredSpec(spec, clock.instant());
              return session.persist(registered).replaceWith(registered);
            });
  }

  private static RegisteredSpec unchanged(RegisteredSpec known, ExperimentSpec spec) {
    if (!known.specHash.equals(spec.hash())) {
      throw Registration.taken(known, spec);
    }
    return known;
  }
}
