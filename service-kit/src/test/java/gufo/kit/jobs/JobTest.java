package gufo.kit.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gufo.contracts.event.ArtifactReference;
import gufo.contracts.plan.Recipe;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant LATER = NOW.plusSeconds(60);
  private static final Recipe RECIPE = new Recipe.Base(1, "fake:any");
  private static final Outcome.Made MADE =
      Outcome.Made.of(new ArtifactReference("gufo-file:x", "x", 1, null), Map.of("steps", 3));

  @Test
  void aClaimTakesTheJobAndCountsTheAttempt() {
    Job job = claimed();

    assertThat(job.state).isEqualTo(Job.State.RUNNING);
    assertThat(job.attempt).isEqualTo(1);
    assertThat(job.lostLeases).isZero();
    assertThat(job.heldBy("me", 1)).isTrue();
    assertThat(job.heldBy("me", 2)).isFalse();
    assertThat(job.heldBy("you", 1)).isFalse();
  }

  @Test
  void aClaimOfARunningJobFencesItsOwnerOffAndCountsALostLease() {
    Job job = claimed();

    job.claim("you", LATER, LATER);

    assertThat(job.heldBy("me", 1)).isFalse();
    assertThat(job.heldBy("you", 2)).isTrue();
    assertThat(job.lostLeases).isEqualTo(1);
  }

  @Test
  void aJobThatLacksAnInputCannotBeClaimed() {
    Job job = new Job("id", RECIPE, 1, NOW);

    assertRefused(() -> job.claim("me", NOW, LATER), "claim");
  }

  @Test
  void whatWasMadeIsReadAsItWasWritten() {
    Job job = claimed();

    job.finish(MADE, LATER);

    assertThat(job.state).isEqualTo(Job.State.DONE);
    assertThat(job.finishedAt).isEqualTo(LATER);
    assertThat(job.owner).isNull();
    assertThat(job.made()).isEqualTo(MADE);
    assertThat(job.recipe()).isEqualTo(RECIPE);
  }

  @Test
  void aFinishedJobIsOnlyReopened() {
    Job job = claimed();
    job.finish(MADE, NOW);

    assertRefused(() -> job.claim("me", NOW, LATER), "claim");
    assertRefused(() -> job.finish(MADE, NOW), "finish");
    assertRefused(() -> job.fail("late", NOW), "fail");
    assertRefused(() -> job.release(NOW), "release");
    assertRefused(() -> job.cancel(NOW), "cancel");
    assertThat(job.state).isEqualTo(Job.State.DONE);
    job.reopen(0, NOW);
    assertThat(job.state).isEqualTo(Job.State.QUEUED);
  }

  @Test
  void whatWasMadeOnceStaysTheResultOfAJobThatIsMadeAgain() {
    Job job = claimed();
    job.finish(MADE, NOW);
    job.reopen(0, NOW);
    job.claim("me", NOW, LATER);
    assertThat(job.madeBefore()).isTrue();

    job.finish(Outcome.Made.of(MADE.artifact(), Map.of("another", "detail")), LATER);

    assertThat(job.made()).isEqualTo(MADE);
    assertThat(job.attempt).isEqualTo(2);
  }

  @Test
  void aJobThatWasMadeBeforeAndThatNobodyWaitsForIsDone() {
    Job job = claimed();
    job.finish(MADE, NOW);
    job.reopen(0, NOW);

    job.cancel(LATER);

    assertThat(job.state).isEqualTo(Job.State.DONE);
  }

  @Test
  void aQueuedJobCanOnlyBeClaimedOrCancelled() {
    Job job = new Job("id", RECIPE, 0, NOW);

    assertRefused(() -> job.finish(MADE, NOW), "finish");
    assertRefused(() -> job.fail("why", NOW), "fail");
    assertRefused(() -> job.release(NOW), "release");
    assertRefused(() -> job.reopen(0, NOW), "reopen");
    job.cancel(NOW);
    assertThat(job.state).isEqualTo(Job.State.CANCELLED);
  }

  @Test
  void aJobKeepsTheBestPlaceInLineUntilItIsReopened() {
    Job job = new Job("id", RECIPE, 0, NOW);
    job.line("first", 7);
    job.line("second", 3);
    job.line("third", 5);
    assertThat(job.turn).isEqualTo(3);
    assertThat(job.share).isEqualTo("second");

    job.cancel(NOW);
    job.reopen(0, NOW);
    job.line("fourth", 9);

    assertThat(job.turn).isEqualTo(9);
  }

  @Test
  void aReleasedJobWaitsForItsTimeAndForgetsItsOwner() {
    Job job = claimed();

    job.release(LATER);

    assertThat(job.state).isEqualTo(Job.State.QUEUED);
    assertThat(job.notBefore).isEqualTo(LATER);
    assertThat(job.heldBy("me", 1)).isFalse();
    job.claim("you", LATER, LATER);
    assertThat(job.lostLeases).isZero();
  }

  @Test
  void aJobThatNeedsMoreWaits() {
    Job job = claimed();

    job.waitFor(2, NOW);

    assertThat(job.state).isEqualTo(Job.State.QUEUED);
    assertRefused(() -> job.claim("me", NOW, LATER), "claim");
  }

  @Test
  void aFailedJobIsReopenedWithACleanSlateAndAHigherAttempt() {
    Job job = claimed();
    job.errors = 3;
    job.lostLeases = 2;
    job.fail("no luck", NOW);
    assertThat(job.failure).isEqualTo("no luck");

    job.reopen(0, LATER);

    assertThat(job.state).isEqualTo(Job.State.QUEUED);
    assertThat(job.errors).isZero();
    assertThat(job.lostLeases).isZero();
    assertThat(job.failure).isNull();
    assertThat(job.finishedAt).isNull();
    job.claim("me", LATER, LATER);
    assertThat(job.attempt).isEqualTo(2);
  }

  @Test
  void aCancelledJobIsReopenedToo() {
    Job job = claimed();
    job.cancel(NOW);

    job.reopen(1, LATER);

    assertThat(job.state).isEqualTo(Job.State.QUEUED);
    assertThat(job.missingInputs).isEqualTo(1);
    assertThat(job.owner).isNull();
  }

  private static Job claimed() {
    Job job = new Job("id", RECIPE, 0, NOW);
    job.claim("me", NOW, LATER);
    return job;
  }

  private static void assertRefused(Runnable change, String transition) {
    assertThatThrownBy(change::run)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("cannot " + transition);
  }
}
