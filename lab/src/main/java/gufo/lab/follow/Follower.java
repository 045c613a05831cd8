package gufo.lab.follow;

import com.fasterxml.jackson.databind.JsonNode;
import gufo.lab.stack.StackFailed;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Waits for the results of experiments and shows the way there. An evaluator that is being
 * restarted is waited for.
 */
public final class Follower {
  /** Between two questions: a quarter of a second at first, a second in what takes longer. */
  private static final long FIRST_POLL_MILLIS = 250;

  private static final long POLL_MILLIS = 1000;
  private static final int FIRST_POLLS = 40;

  /** Work is done in the order of submission, so the first that are open tell enough. */
  private static final int ASKED_AT_A_TIME = 8;

  private final Experiments experiments;
  private final ProgressView view;

  public Follower(Experiments experiments, ProgressView view) {
    this.experiments = experiments;
    this.view = view;
  }

  /**
   * @param ids experiments to wait for, each named once
   * @param stackGone completes with the reason when there is no hope of a result
   * @return their results, in that order
   */
  public List<JsonNode> follow(List<String> ids, CompletableFuture<String> stackGone) {
    Map<String, JsonNode> results = new HashMap<>();
    Map<String, Progress> standings = new LinkedHashMap<>();
    for (int poll = 1; ; poll++) {
      List<String> open = ids.stream().filter(id -> !results.containsKey(id)).toList();
      for (String id : open.subList(0, Math.min(open.size(), ASKED_AT_A_TIME))) {
        Optional<JsonNode> answer = ask(id);
        if (answer.filter(Experiments::isFinished).isPresent()) {
          results.put(id, answer.get());
          standings.computeIfPresent(id, (same, last) -> last.finished());
        } else {
          answer.ifPresent(running -> standings.put(id, Progress.of(running)));
        }
      }
      if (results.size() == ids.size()) {
        return ids.stream().map(results::get).toList();
      }
      view.show(Progress.together(standings.values(), results.size(), ids.size()));
      if (stackGone.isDone()) {
        throw new StackFailed(stackGone.join());
      }
      pause(poll <= FIRST_POLLS ? FIRST_POLL_MILLIS : POLL_MILLIS);
    }
  }

  private Optional<JsonNode> ask(String id) {
    try {
      return experiments.result(id);
    } catch (IOException beingRestarted) {
      return Optional.empty();
    }
  }

  private static void pause(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
