package gufo.kit.jobs;

import gufo.contracts.event.BaseMaterialised;
import gufo.kit.facts.Effects;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The play stage's way in. */
class PlayFacts {

  @Produces
  @Singleton
  Effects effects(Wishes wishes, Losses losses) {
    return JobEffects.of(wishes, losses).on(BaseMaterialised.class, wishes::made);
  }
}
