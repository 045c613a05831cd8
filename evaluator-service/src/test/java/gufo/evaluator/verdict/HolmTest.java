package gufo.evaluator.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class HolmTest {

  @Test
  void correctsTheTextbookExample() {
    assertThat(Holm.adjust(List.of(0.01, 0.04, 0.03, 0.005)))
        .usingComparatorForType((a, b) -> Math.abs(a - b) < 1e-12 ? 0 : 1, Double.class)
        .containsExactly(0.03, 0.06, 0.06, 0.02);
  }

  @Test
  void neverExceedsOne() {
    assertThat(Holm.adjust(List.of(0.9, 0.6))).containsExactly(1.0, 1.0);
  }

  @Test
  void leavesOneComparisonAlone() {
    assertThat(Holm.adjust(List.of(0.04))).containsExactly(0.04);
  }

  @Test
  void givesEqualValuesEqualCorrections() {
    assertThat(Holm.adjust(List.of(0.02, 0.02))).containsExactly(0.04, 0.04);
  }

  @Test
  void countsAComparisonWithoutPAmongTheTests() {
    List<Double> adjusted = Holm.adjust(Arrays.asList(null, 0.02, null));

    assertThat(adjusted.get(0)).isNull();
    assertThat(adjusted.get(1)).isCloseTo(0.06, within(1e-12));
    assertThat(adjusted.get(2)).isNull();
  }

  @Test
  void hasNothingToSayAboutNothing() {
    assertThat(Holm.adjust(List.of())).isEmpty();
  }
}
