package gufo.evaluator.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gufo.contracts.event.StageFailed;
import gufo.contracts.result.ComparisonResult;
import gufo.contracts.result.ExperimentResult;
import gufo.contracts.result.Interval;
import gufo.contracts.result.Status;
import gufo.contracts.result.Verdict;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExperimentMetricsTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final ExperimentMetrics metrics = new ExperimentMetrics(registry, null, false, 2);

  @Test
  void theLastResultOfANameIsShownInPoints() {
    metrics.ended(result("owls", comparison(0.2, new Interval(-0.1, 0.5))));

    metrics.ended(result("owls", comparison(0.5, new Interval(0.4, 0.6))));

    assertThat(registry.find("gufo.experiment.effect").gauges())
        .singleElement()
        .satisfies(
            gauge -> {
              assertThat(gauge.value()).isEqualTo(50);
              assertThat(gauge.getId().getTag("experiment")).isEqualTo("owls");
              assertThat(gauge.getId().getTag("arm")).isEqualTo("trait/same");
              assertThat(gauge.getId().getTag("against")).isEqualTo("control/same");
            });
    assertThat(registry.get("gufo.experiment.effect.lower").gauge().value())
        .isCloseTo(40, within(1e-9));
    assertThat(registry.get("gufo.experiment.effect.upper").gauge().value())
        .isCloseTo(60, within(1e-9));
    assertThat(
            registry
                .get("gufo.experiments.ended")
                .tags("status", "concluded", "verdict", "transmitted")
                .counter()
                .count())
        .isEqualTo(2);
  }

  @Test
  void onlyTheNewestNamesAreShown() {
    for (String name : List.of("a", "b", "a", "c")) {
      metrics.ended(result(name, comparison(0.1, null)));
    }

    assertThat(registry.find("gufo.experiment.effect").gauges())
        .extracting(gauge -> gauge.getId().getTag("experiment"))
        .containsExactlyInAnyOrder("a", "c");
    assertThat(registry.find("gufo.experiment.effect.lower").gauges()).isEmpty();
  }

  @Test
  void aResultThatComparesNothingLeavesTheLastOneOfItsName() {
    metrics.ended(result("owls", comparison(0.5, null)));

    metrics.ended(result("owls"));

    assertThat(registry.find("gufo.experiment.effect").gauges())
        .extracting(Gauge::value)
        .containsExactly(50.0);
  }

  @Test
  void failuresAreCountedByTheirOwnerAndForeignOnesTogether() {
    metrics.failed(new StageFailed("x", "r", "evaluator", "why"));
    metrics.failed(new StageFailed("x", "s", "somebody", "why"));

    assertThat(failures("evaluator")).isEqualTo(1);
    assertThat(failures("other")).isEqualTo(1);
    assertThat(failures("student")).isZero();
  }

  private double failures(String owner) {
    return registry.get("gufo.experiment.failures").tag("owner", owner).counter().count();
  }

  private static ComparisonResult comparison(double difference, Interval ci95) {
    return new ComparisonResult(
        "trait/same",
        "control/same",
        difference,
        ci95,
        null,
        null,
        Verdict.TRANSMITTED,
        true,
        List.of(5, 5),
        null,
        null,
        null,
        null,
        List.of(),
        null);
  }

  private static ExperimentResult result(String name, ComparisonResult... comparisons) {
    return new ExperimentResult(
        name,
        "id",
        "hash",
        Status.CONCLUDED,
        Verdict.TRANSMITTED,
        List.of(),
        List.of(comparisons),
        List.of(),
        List.of(),
        1,
        null,
        1,
        0,
        List.of(),
        List.of(),
        null);
  }
}
