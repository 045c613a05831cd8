package gufo.lab.follow;

import com.fasterxml.jackson.databind.JsonNode;
import gufo.lab.stack.StackFailed;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Waits for an experiment's result and shows the way there. An evaluator that is being restarted is
 * waited for.
 */
public final class Follower {
  private static final long POLL_MILLIS = 250;

  private final Experiments experiments;
  private final ProgressView view;

  public Follower(Experiments experiments, ProgressView view) {
    this.experiments = experiments;
    this.view = view;
  }

  /**
   * @param stackGone completes with the reason when there is no hope of a result
   */
  public JsonNode follow(String id, CompletableFuture<String> stackGone) {
    while (true) {
      Optional<JsonNode> answer = ask(id);
      if (answer.filter(Experiments::isFinished).isPresent()) {
        return answer.get();
      }
      answer.map(Progress::of).ifPresent(view::show);
      if (stackGone.isDone()) {
        throw new StackFailed(stackGone.join());
      }
      pause();
    }
  }

  private Optional<JsonNode> ask(String id) {
    try {
      return experiments.result(id);
    } catch (IOException beingRestarted) {
      return Optional.empty();
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
