package gufo.kit.jobs;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Places in line for the jobs of one share: an experiment, or all of a sweep. Start-time fair
 * queueing (Goyal, Vin and Cheng 1996) with every job of one length: a share's jobs have turns one
 * after the other, of which the first is not before that of the job next in line. So shares
 * alternate, whatever their sizes, and one that comes later waits for no more than one job of each.
 */
final class Turns {

  private final String share;
  private long next;

  private Turns(String share, long next) {
    this.share = share;
    this.next = next;
  }

  /** Under the stage's lock, for no two transactions may give the same turns. */
  static Uni<Turns> of(Mutiny.Session session, KnownExperiment experiment) {
    String share = experiment.sweep != null ? "sweep " + experiment.sweep : experiment.id;
    return session
        .createSelectionQuery(
            "select (select coalesce(max(turn), 0) + 1 from Job where share = :share and state in (QUEUED, RUNNING)),"
                + " (select coalesce(min(turn), 1) from Job where missingInputs = 0 and state in (QUEUED, RUNNING))",
            Object[].class)
        .setParameter("share", share)
        .getSingleResult()
        .map(after -> new Turns(share, Math.max((Long) after[0], (Long) after[1])));
  }

  /** The job gets the share's next turn, unless another share has a better one for it. */
  void give(Job job) {
    job.line(share, next++);
  }
}
