package gufo.kit.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gufo.kit.lifecycle.Blocking;
import gufo.kit.testing.GufoInfrastructure;
import gufo.kit.testing.MetricsTable;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What a stage shows of its jobs at {@code /q/metrics}. */
@QuarkusTest
@QuarkusTestResource(GufoInfrastructure.class)
class StageMetricsTest extends PlayStageFixture {

  @Inject JobMetrics metrics;

  @Test
  void aJobNoRunnerHasTimeForIsCountedWithItsAge() {
    CountDownLatch free = new CountDownLatch(1);
    occupyARunner(free);
    occupyARunner(free);
    anExperimentOfItsOwn();
    baseIsThere(experiment);

    submit(experiment);

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              assertThat(metric("gufo_jobs_claimable")).isEqualTo(1);
              assertThat(metric("gufo_jobs_claimable_age_seconds")).isBetween(0.1, 30.0);
              assertThat(metric("gufo_jobs_running_age_seconds")).isBetween(0.1, 30.0);
            });
    free.countDown();
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(metric("gufo_jobs_claimable_age_seconds")).isEqualTo(0));
  }

  @Test
  void jobsThatHaveEndedAreCountedByState() {
    baseIsThere(experiment);
    submit(experiment);

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              Blocking.await(metrics::countEnded);
              assertThat(metric("gufo_jobs{state=\"done\",}")).isPositive();
            });
  }

  @Test
  void whatIsDocumentedOfMetricsIsShownAndNothingElse() {
    baseIsThere(experiment);
    submit(experiment);

    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(MetricsTable.problems("play")).isEmpty());
  }
}
