package gufo.evaluator.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gufo.contracts.result.Interval;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleTest {

  @Test
  void intervalOfTheMeanIsThatOfThePrintedTTables() {
    // t(.975, 4) = 2.776, s = sqrt(.025), n = 5
    Interval interval = Sample.of(0.1, 0.2, 0.3, 0.4, 0.5).interval95().orElseThrow();

    assertThat(interval.lower()).isCloseTo(0.3 - 2.7764 * Math.sqrt(0.005), within(1e-5));
    assertThat(interval.upper()).isCloseTo(0.3 + 2.7764 * Math.sqrt(0.005), within(1e-5));
  }

  @Test
  void intervalMayLeaveTheRangeOfAProbability() {
    assertThat(Sample.of(0.1, 0.9).interval95().orElseThrow().upper()).isGreaterThan(1);
  }

  @Test
  void oneRunHasNoInterval() {
    assertThat(Sample.of(0.4).interval95()).isEmpty();
  }

  @Test
  void equalRunsHaveNoIntervalAndNoVarianceInSpiteOfRounding() {
    Sample sample = Sample.of(0.1, 0.1, 0.1);

    assertThat(sample.constant()).isTrue();
    assertThat(sample.variance()).isZero();
    assertThat(sample.interval95()).isEmpty();
  }

  @Test
  void logOddsAreAveragedOverRuns() {
    assertThat(Sample.of(0.5, Math.E / (1 + Math.E)).meanLogOdds().orElseThrow())
        .isCloseTo(0.5, within(1e-12));
  }

  @Test
  void logOddsDoNotExistAtTheEnds() {
    assertThat(Sample.of(0.5, 0).meanLogOdds()).isEmpty();
    assertThat(Sample.of(0.5, 1).meanLogOdds()).isEmpty();
  }

  @Test
  void theMedianIsTheMiddleOrTheMeanOfTheTwoInTheMiddle() {
    assertThat(Sample.of(0.9, 0.1, 0.3).median()).isEqualTo(0.3);
    assertThat(Sample.of(0.9, 0.1, 0.25, 0.5).median()).isEqualTo(0.375);
    assertThat(Sample.of(0.4).median()).isEqualTo(0.4);
  }

  @Test
  void nothingAndNotANumberAreRefused() {
    assertThatThrownBy(() -> new Sample(List.of())).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Sample.of(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
  }
}
