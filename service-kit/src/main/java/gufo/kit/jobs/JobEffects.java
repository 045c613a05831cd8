package gufo.kit.jobs;

import gufo.contracts.event.ArtifactLost;
import gufo.contracts.event.ArtifactRestored;
import gufo.contracts.event.ExperimentCancelled;
import gufo.contracts.event.ExperimentConcluded;
import gufo.contracts.event.ExperimentSubmitted;
import gufo.contracts.event.StageFailed;
import gufo.kit.facts.Effects;

/** What facts do to the jobs of any stage; of what is made, each stage takes in what it reads. */
public final class JobEffects {

  private JobEffects() {}

  public static Effects of(Wishes wishes, Losses losses) {
    return new Effects()
        .on(ExperimentSubmitted.class, wishes::submitted)
        .on(StageFailed.class, wishes::failed)
        .on(ArtifactLost.class, losses::lost)
        .on(ArtifactRestored.class, losses::restored)
        .on(ExperimentCancelled.class, wishes::cancelled)
        .on(ExperimentConcluded.class, wishes::concluded);
  }
}
