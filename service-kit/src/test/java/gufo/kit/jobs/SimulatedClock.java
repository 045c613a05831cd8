package gufo.kit.jobs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that only a test moves; other machines' clocks may be ahead of it or behind. */
final class SimulatedClock extends Clock {

  private final SimulatedClock truth;
  private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private volatile Duration skew = Duration.ZERO;

  SimulatedClock() {
    this.truth = this;
  }

  private SimulatedClock(SimulatedClock truth) {
    this.truth = truth;
  }

  /** Another machine's. */
  SimulatedClock elsewhere() {
    return new SimulatedClock(this);
  }

  void advance(Duration by) {
    now = now.plus(by);
  }

  void skew(Duration by) {
    skew = by;
  }

  @Override
  public Instant instant() {
    return truth.now.plus(skew);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("instants only");
  }
}
