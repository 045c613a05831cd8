package gufo.kit.facts;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * A lock a stage's transactions hold while they decide what a job still misses. Without it, a
 * transaction that adds a job and one that learns of the job's last input would not see each other,
 * and the job would wait for ever.
 */
public final class StageLock {

  private StageLock() {}

  /** Held until the transaction ends. */
  public static Uni<Long> hold(Mutiny.Session session, String stage) {
    return session
        .createNativeQuery(
            "select count(*) from (select pg_advisory_xact_lock(hashtext(:stage))) held",
            Long.class)
        .setParameter("stage", stage)
        .getSingleResult();
  }
}
