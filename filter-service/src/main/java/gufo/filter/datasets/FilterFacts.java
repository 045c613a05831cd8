package gufo.filter.datasets;

import gufo.contracts.event.DatasetFiltered;
import gufo.contracts.event.RowsGenerated;
import gufo.kit.facts.Effects;
import gufo.kit.jobs.JobEffects;
import gufo.kit.jobs.Losses;
import gufo.kit.jobs.Wishes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The facts this stage takes in. Of its own it reads data sets, which others are made of. */
class FilterFacts {

  @Produces
  @Singleton
  Effects effects(Wishes wishes, Losses losses) {
    return JobEffects.of(wishes, losses)
        .on(RowsGenerated.class, wishes::made)
        .on(DatasetFiltered.class, wishes::made);
  }
}
