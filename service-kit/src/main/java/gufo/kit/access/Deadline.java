package gufo.kit.access;

import gufo.kit.KitConfig;
import gufo.kit.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Bounds the time in which a submission is answered. */
@ApplicationScoped
public class Deadline {

  private final Duration longest;

  Deadline(KitConfig config) {
    this.longest = config.http().submissionTimeout();
  }

  /**
   * What {@code work} ends in, or a refusal when that takes too long. The work itself goes on: a
   * transaction abandoned half-way would keep its connection.
   */
  public <T> Uni<T> bound(Uni<T> work) {
    return work.memoize()
        .indefinitely()
        .ifNoItem()
        .after(longest)
        .failWith(
            () ->
                new Problem.Refused(
                    503,
                    "Not answered in time",
                    "nothing came of this within %d s, and it may still take effect; send it again"
                        .formatted(longest.toSeconds()),
                    null));
  }
}
