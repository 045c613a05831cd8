package gufo.lab.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class RestartPolicyTest {
  private final Hands clock = new Hands();
  private final RestartPolicy policy = new RestartPolicy(clock);

  @Test
  void waitsLongerEachTimeAndGivesUpAtTheSixthDeathInTwoMinutes() {
    for (long millis : new long[] {250, 500, 1000, 2000, 4000}) {
      assertThat(policy.afterDeath()).contains(Duration.ofMillis(millis));
      clock.move(Duration.ofSeconds(20));
    }

    assertThat(policy.afterDeath()).isEmpty();
  }

  @Test
  void forgivesDeathsOlderThanTwoMinutes() {
    for (int i = 0; i < 50; i++) {
      assertThat(policy.afterDeath()).isPresent();
      clock.move(Duration.ofSeconds(25));
    }
  }

  private static final class Hands extends Clock {
    private Instant now = Instant.EPOCH;

    void move(Duration by) {
      now = now.plus(by);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
