package gufo.kit.jobs;

import gufo.contracts.event.ArtifactLost;
import gufo.contracts.event.ArtifactRestored;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Artifacts that were made and cannot be read: their owner's job is queued again, to look and to
 * make them anew. Each method is the effect of one fact within the inbox's transaction.
 */
@ApplicationScoped
public class Losses {

  private static final Logger LOG = Logger.getLogger(Losses.class);

  private final Wishes wishes;
  private final Clock clock;

  Losses(Wishes wishes, Clock clock) {
    this.wishes = wishes;
    this.clock = clock;
  }

  /** Some job of the experiment waits; of interest to the one stage that has the recipe's job. */
  public Uni<Void> lost(Mutiny.Session session, ArtifactLost fact) {
    return JobStore.locked(session, fact.recipeId())
        .flatMap(
            job ->
                job == null
                    ? Uni.createFrom().voidItem()
                    : wishes
                        .experiment(session, fact.experimentId())
                        .flatMap(
                            experiment ->
                                experiment.closed
                                    ? Uni.createFrom().voidItem()
                                    : wantAgain(session, job, experiment, fact)));
  }

  /** The artifact can be read again by the jobs that lost it. */
  public Uni<Void> restored(Mutiny.Session session, ArtifactRestored fact) {
    return wishes.nearer(JobStore.restored(session, fact.recipeId(), clock.instant()));
  }

  private Uni<Void> wantAgain(
      Mutiny.Session session, Job job, KnownExperiment experiment, ArtifactLost fact) {
    LOG.warnf("the artifact %s of job %s is lost to job %s", fact.sha256(), job.id, fact.reader());
    return wishes
        .interest(session, job.id, experiment.id)
        .invoke(interest -> interest.lost = true)
        .flatMap(
            interest ->
                JobStore.needs(session, job)
                    .flatMap(
                        needs ->
                            Turns.of(session, experiment)
                                .flatMap(turns -> wishes.queue(session, needs, interest, turns))));
  }
}
