package gufo.lab.stack;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Five restarts within two minutes, each later than the one before; then enough. Older deaths are
 * forgiven.
 */
final class RestartPolicy {
  static final int RESTARTS = 5;
  static final Duration WINDOW = Duration.ofMinutes(2);
  private static final Duration FIRST = Duration.ofMillis(250);

  private final Clock clock;
  private final Deque<Instant> deaths = new ArrayDeque<>();

  RestartPolicy(Clock clock) {
    this.clock = clock;
  }

  /** How long to wait before the next start; empty when there is to be none. */
  synchronized Optional<Duration> afterDeath() {
    Instant now = clock.instant();
    deaths.removeIf(death -> death.isBefore(now.minus(WINDOW)));
    if (deaths.size() == RESTARTS) {
      return Optional.empty();
    }
    deaths.add(now);
    return Optional.of(FIRST.multipliedBy(1L << (deaths.size() - 1)));
  }
}
