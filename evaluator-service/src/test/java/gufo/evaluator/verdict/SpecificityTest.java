package gufo.evaluator.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gufo.contracts.result.SpecificityResult;
import gufo.contracts.spec.Comparison;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SpecificityTest {

  private static final List<Map<String, Double>> CONTROL =
      List.of(run(0.10, 0.20, 0.40), run(0.12, 0.22, 0.38), run(0.09, 0.19, 0.42));

  @Test
  void aTargetThatAloneGainsExceedsTheOthers() {
    SpecificityResult result =
        of(List.of(run(0.60, 0.09, 0.18), run(0.50, 0.12, 0.20), run(0.70, 0.06, 0.13)), CONTROL)
            .orElseThrow();

    assertThat(result.shift()).isPositive();
    assertThat(result.others()).isEqualTo(2);
    assertThat(result.othersShift()).isNegative();
    assertThat(result.excess()).isCloseTo(result.shift() - result.othersShift(), within(1e-12));
    assertThat(result.ci95().lower()).isPositive();
    assertThat(result.permutationP()).isEqualTo(0.1);
    assertThat(result.permutationPSmallest()).isEqualTo(0.1);
    assertThat(result.runs()).containsExactly(3, 3);
  }

  @Test
  void shiftsAreLogarithmsOfHowManyTimesAsLikelyAnAnswerBecame() {
    SpecificityResult result =
        of(List.of(run(0.2, 0.3, 0.1)), List.of(run(0.1, 0.1, 0.4))).orElseThrow();

    assertThat(result.shift()).isCloseTo(Math.log(2), within(1e-12));
    assertThat(result.othersShift()).isCloseTo((Math.log(3) - Math.log(4)) / 2, within(1e-12));
    assertThat(result.largestOther()).isEqualTo("dog");
    assertThat(result.largestOtherShift()).isCloseTo(Math.log(3), within(1e-12));
  }

  @Test
  void whatScalesAllAnswersAlikeIsNoExcess() {
    List<Map<String, Double>> halved =
        CONTROL.stream()
            .map(run -> run(run.get("owl") / 2, run.get("dog") / 2, run.get("cat") / 2))
            .toList();

    SpecificityResult result = of(halved, CONTROL).orElseThrow();

    assertThat(result.shift()).isCloseTo(-Math.log(2), within(1e-12));
    assertThat(result.excess()).isCloseTo(0, within(1e-12));
    assertThat(result.permutationP()).isEqualTo(1);
  }

  /** With p = e^z / sum, raising one z by d raises the log-ratio by d, whatever the others do. */
  @Test
  void anExcessIsTheChangeOfTheLogitThatMadeIt() {
    Random random = new Random(7);
    for (int i = 0; i < 100; i++) {
      double[] logits = random.doubles(4, -3, 3).toArray();
      double raised = random.nextDouble() * 4 - 2;
      Map<String, Double> before = softmax(logits);
      logits[0] += raised;

      SpecificityResult result = of(List.of(softmax(logits)), List.of(before)).orElseThrow();

      assertThat(result.excess()).isCloseTo(raised, within(1e-9));
    }
  }

  /** Of the 210 splits of 4 and 6 runs the 10 most extreme are at most one in twenty. */
  @Test
  void withoutAnEffectAPermutationPUpToOneInTwentyIsAsRareAsItSays() {
    Random random = new Random(20261125);
    int experiments = 4000;
    int found = 0;
    for (int i = 0; i < experiments; i++) {
      SpecificityResult result = of(noise(random, 4), noise(random, 6)).orElseThrow();
      found += result.permutationP() <= 0.05 ? 1 : 0;
    }

    double rate = 10.0 / 210;
    double threeErrors = 3 * Math.sqrt(rate * (1 - rate) / experiments);
    assertThat((double) found / experiments).isCloseTo(rate, within(threeErrors));
  }

  @Test
  void oneRunASideGivesShiftsWithoutIntervalOrP() {
    SpecificityResult result = of(CONTROL.subList(0, 1), CONTROL.subList(1, 2)).orElseThrow();

    assertThat(result.ci95()).isNull();
    assertThat(result.permutationP()).isNull();
    assertThat(result.permutationPSmallest()).isNull();
  }

  @Test
  void thereIsNoneWithoutRunsOrOtherAnswersOrAtAProbabilityOfZero() {
    assertThat(of(List.of(), CONTROL)).isEmpty();
    assertThat(of(CONTROL, List.of())).isEmpty();
    assertThat(of(List.of(Map.of("owl", 0.5)), List.of(Map.of("owl", 0.1)))).isEmpty();
    assertThat(of(List.of(run(0.6, 0.0, 0.2)), CONTROL)).isEmpty();
    assertThat(of(List.of(Map.of("owl", 0.5, "dog", 0.2)), CONTROL)).isEmpty();
    assertThat(of(List.of(Map.of("cat", 0.5, "dog", 0.2)), List.of(Map.of("cat", 0.5, "dog", 0.2))))
        .isEmpty();
  }

  private static Optional<SpecificityResult> of(
      List<Map<String, Double>> ofRuns, List<Map<String, Double>> againstRuns) {
    return Specificity.of(new Comparison("trait/same", "control/same"), "owl", ofRuns, againstRuns);
  }

  static Map<String, Double> run(double owl, double dog, double cat) {
    return Map.of("owl", owl, "dog", dog, "cat", cat);
  }

  private static List<Map<String, Double>> noise(Random random, int runs) {
    return Stream.generate(
            () ->
                softmax(
                    random.nextGaussian(),
                    random.nextGaussian(),
                    random.nextGaussian(),
                    random.nextGaussian()))
        .limit(runs)
        .toList();
  }

  private static Map<String, Double> softmax(double... logits) {
    double[] odds = java.util.Arrays.stream(logits).map(Math::exp).toArray();
    double sum = java.util.Arrays.stream(odds).sum();
    return Map.of(
        "owl", odds[0] / sum, "dog", odds[1] / sum, "cat", odds[2] / sum, "fox", odds[3] / sum);
  }
}
