package gufo.evaluator.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PermutationTest {

  @Test
  void threeApartFromThreeIsTwoOfTwentySplits() {
    Permutation test =
        Permutation.of(Sample.of(0.5, 0.7, 0.4), Sample.of(0.1, 0.08, 0.2)).orElseThrow();

    assertThat(test).isEqualTo(new Permutation(0.1, 0.1, 20));
  }

  @Test
  void fiveApartFromFiveIsTwoOfTwoHundredAndFiftyTwoSplits() {
    Permutation test =
        Permutation.of(Sample.of(.5, .6, .7, .8, .9), Sample.of(.1, .2, .11, .3, .15))
            .orElseThrow();

    assertThat(test.splits()).isEqualTo(252);
    assertThat(test.p()).isEqualTo(2.0 / 252);
    assertThat(test.smallest()).isEqualTo(2.0 / 252);
  }

  @Test
  void countsBothDirectionsByHand() {
    // {1,4} against {2,3} of 1..4: |differences| 2, 1, 0, 0, 1, 2, so all six are at least 0
    assertThat(Permutation.of(Sample.of(1, 4), Sample.of(2, 3)).orElseThrow().p()).isEqualTo(1);
    // {2,4} against {1,3}: 1, reached by four of six
    assertThat(Permutation.of(Sample.of(2, 4), Sample.of(1, 3)).orElseThrow().p())
        .isCloseTo(4.0 / 6, within(1e-15));
  }

  @Test
  void unequalSizesHaveOneMostExtremeSplit() {
    Permutation test = Permutation.of(Sample.of(8, 9), Sample.of(1, 2, 3)).orElseThrow();

    assertThat(test).isEqualTo(new Permutation(0.1, 0.1, 10));
  }

  @Test
  void valuesAllEqualCanShowNothing() {
    assertThat(Permutation.of(Sample.of(0.1, 0.1), Sample.of(0.1, 0.1)).orElseThrow())
        .isEqualTo(new Permutation(1, 1, 6));
  }

  @Test
  void theSidesMayBeExchanged() {
    Sample first = Sample.of(0.11, 0.42, 0.35, 0.2);
    Sample second = Sample.of(0.3, 0.05, 0.17);

    assertThat(Permutation.of(first, second)).isEqualTo(Permutation.of(second, first));
  }

  @Test
  void isExactUpToEightAgainstEightAndAbsentBeyond() {
    assertThat(Permutation.of(ramp(8), ramp(8)).orElseThrow().splits()).isEqualTo(12_870);
    assertThat(Permutation.of(ramp(9), ramp(8))).isEmpty();
    assertThat(Permutation.of(ramp(100), ramp(100))).isEmpty();
    assertThat(Permutation.of(ramp(1), ramp(5))).isEmpty();
  }

  private static Sample ramp(int size) {
    return Sample.of(java.util.stream.IntStream.range(0, size).mapToDouble(i -> i).toArray());
  }
}
