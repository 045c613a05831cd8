package gufo.student.training;

import gufo.contracts.event.BaseMaterialised;
import gufo.contracts.event.DatasetFiltered;
import gufo.contracts.event.StudentTrained;
import gufo.kit.facts.Effects;
import gufo.kit.jobs.JobEffects;
import gufo.kit.jobs.Losses;
import gufo.kit.jobs.Wishes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The facts this stage takes in. Of its own it reads students, which are trained further. */
class StudentFacts {

  @Produces
  @Singleton
  Effects effects(Wishes wishes, Losses losses) {
    return JobEffects.of(wishes, losses)
        .on(BaseMaterialised.class, wishes::made)
        .on(DatasetFiltered.class, wishes::made)
        .on(StudentTrained.class, wishes::made);
  }
}
