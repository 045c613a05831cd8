package gufo.kit.facts;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gufo.contracts.event.ArtifactLost;
import gufo.contracts.event.StageFailed;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.junit.jupiter.api.Test;

class EffectsTest {

  private final Effects effects =
      new Effects()
          .on(StageFailed.class, (session, fact) -> Uni.createFrom().voidItem())
          .on(ArtifactLost.class, (session, fact) -> Uni.createFrom().voidItem());

  @Test
  void theTopicsReadAreThoseOfTheFactsThatHaveAnEffect() {
    assertThatCode(
            () ->
                effects.requireTopics("t1.", List.of("t1.artifact-lost.v1", "t1.stage-failed.v1")))
        .doesNotThrowAnyException();
  }

  @Test
  void aMistypedAndAMissingTopicAreFound() {
    assertThatThrownBy(
            () -> effects.requireTopics("", List.of("artifact-lost.v1", "stage-faild.v1")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "mp.messaging.incoming.intake.topics is [artifact-lost.v1, stage-faild.v1];"
                + " this stage takes in [artifact-lost.v1, stage-failed.v1]");
    assertThatThrownBy(() -> effects.requireTopics("", List.of("artifact-lost.v1")))
        .isInstanceOf(IllegalStateException.class);
  }
}
