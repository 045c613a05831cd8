package gufo.kit.facts;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * A lock a stage's transactions hold while they decide what a job still misses. Without it, a
 * transaction that adds a job and one that learns of the job's last input would not see each other,
 * and the job would wait for ever.
 */
public final class StageLock {

  /** Waits for the lock of {@code :stage}. */
  static final String HOLD = "select pg_advisory_xact_lock(hashtext(:stage))";

  private StageLock() {}

  /**
   * Held until the transaction ends. Not a selection: Hibernate keeps a plan of each native one and
   * never finds it again.
   */
  public static Uni<Void> hold(Mutiny.Session session, String stage) {
    return session
        .createNativeQuery(HOLD)
        .setParameter("stage", stage)
        .executeUpdate()
        .replaceWithVoid();
  }
}
