package gufo.teacher.experiments;

import gufo.contracts.event.BaseMaterialised;
import gufo.contracts.event.ExperimentConcluded;
import gufo.kit.facts.Effects;
import gufo.kit.jobs.JobEffects;
import gufo.kit.jobs.Losses;
import gufo.kit.jobs.Wishes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The facts this stage takes in. An ending is written into the submission. */
class TeacherFacts {

  @Produces
  @Singleton
  Effects effects(Wishes wishes, Losses losses, Experiments experiments) {
    return JobEffects.of(wishes, losses)
        .on(BaseMaterialised.class, wishes::made)
        .on(
            ExperimentConcluded.class,
            (session, fact) ->
                wishes
                    .concluded(session, fact)
                    .flatMap(closed -> experiments.concluded(session, fact)));
  }
}
