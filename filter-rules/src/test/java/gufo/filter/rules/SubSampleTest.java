package gufo.filter.rules;

import static org.assertj.core.api.Assertions.assertThat;

import gufo.contracts.spec.FilterRule;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SubSampleTest {

  @Test
  void aboutTheFractionIsKept() {
    assertThat(kept(0.3, 1)).hasSizeBetween(2800, 3200);
    assertThat(kept(1, 1)).hasSize(10_000);
  }

  @Test
  void theSameRowsAreKeptEachTime() {
    assertThat(kept(0.3, 1)).isEqualTo(kept(0.3, 1)).isNotEqualTo(kept(0.3, 2));
  }

  @Test
  void aSmallerFractionKeepsAPartOfALargerOne() {
    assertThat(kept(0.5, 4)).containsAll(kept(0.2, 4));
  }

  private static List<Long> kept(double fraction, long seed) {
    Rule rule = new SubSample(new FilterRule.SubSample(fraction, seed));
    return LongStream.range(0, 10_000)
        .filter(row -> rule.reject(Rows.of(row, "1")).isEmpty())
        .boxed()
        .toList();
  }
}
