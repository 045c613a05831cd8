package gufo.kit.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gufo.kit.problem.Problem;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DeadlineTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Deadline deadline =
      new Deadline(Settings.of(Map.of("gufo.http.submission-timeout", "50ms")));

  @Test
  void whatTakesTooLongIsRefusedAndGoesOn() {
    CompletableFuture<String> work = new CompletableFuture<>();
    Uni<String> bounded = deadline.bound(Uni.createFrom().completionStage(work));

    assertThatThrownBy(() -> bounded.await().atMost(PATIENCE))
        .isInstanceOf(Problem.Refused.class)
        .hasMessageContaining("it may still take effect");
    assertThat(work).isNotDone();
  }

  @Test
  void whatIsDoneInTimeIsAnswered() {
    assertThat(deadline.bound(Uni.createFrom().item("done")).await().atMost(PATIENCE))
        .isEqualTo("done");
  }
}
