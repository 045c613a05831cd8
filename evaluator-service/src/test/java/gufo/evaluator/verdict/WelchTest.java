package gufo.evaluator.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.api.Test;

class WelchTest {

  @Test
  void agreesWithThePublishedAnalysisOfStudentsSleepData() {
    // R, help page of t.test: t = -1.8608, df = 17.776, p-value = 0.07939, -3.3654832 0.2054832
    Sample first = Sample.of(0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0);
    Sample second = Sample.of(1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4);

    Welch welch = Welch.of(first, second).orElseThrow();

    assertThat(welch.difference() / welch.standardError()).isCloseTo(-1.8608, within(5e-5));
    assertThat(welch.degreesOfFreedom()).isCloseTo(17.776, within(5e-4));
    assertThat(welch.p()).isCloseTo(0.07939, within(5e-6));
    assertThat(welch.ci95().lower()).isCloseTo(-3.3654832, within(5e-8));
    assertThat(welch.ci95().upper()).isCloseTo(0.2054832, within(5e-8));
  }

  @Test
  void agreesWithAnIntegratedDensityForUnequalSizesAndVariances() {
    // Simpson's rule on the density of t, 200,000 steps
    Sample first = Sample.of(19.8, 20.4, 19.6, 17.8, 18.5, 18.9, 18.3, 18.9, 19.5, 22.0);
    Sample second =
        Sample.of(
            28.2, 26.6, 20.1, 23.3, 25.2, 22.1, 17.7, 27.6, 20.6, 13.7, 23.2, 17.5, 20.6, 18.0,
            23.9, 21.6, 24.3, 20.4, 24.0, 13.2);

    Welch welch = Welch.of(first, second).orElseThrow();

    assertThat(welch.degreesOfFreedom()).isCloseTo(24.496223124, within(1e-8));
    assertThat(welch.p()).isCloseTo(0.035972271030, within(1e-10));
    assertThat(welch.ci95().lower()).isCloseTo(-4.282393536, within(1e-7));
    assertThat(welch.ci95().upper()).isCloseTo(-0.157606464, within(1e-7));
  }

  @Test
  void agreesWithAnIntegratedDensityForThreeRunsASide() {
    Welch welch =
        Welch.of(Sample.of(0.511, 0.726, 0.425), Sample.of(0.076, 0.113, 0.099)).orElseThrow();

    assertThat(welch.difference()).isCloseTo(0.458, within(1e-12));
    assertThat(welch.degreesOfFreedom()).isCloseTo(2.0580648905, within(1e-9));
    assertThat(welch.p()).isCloseTo(0.034521674959, within(1e-10));
    assertThat(welch.ci95().lower()).isCloseTo(0.0803782894, within(1e-7));
    assertThat(welch.ci95().upper()).isCloseTo(0.8356217106, within(1e-7));
  }

  @Test
  void oneConstantSideLeavesTheOtherSidesFreedom() {
    Welch welch = Welch.of(Sample.of(0.2, 0.2, 0.2), Sample.of(0.5, 0.6, 0.7)).orElseThrow();

    assertThat(welch.degreesOfFreedom()).isCloseTo(2, within(1e-12));
    assertThat(welch.p()).isCloseTo(0.020204102887, within(1e-10));
  }

  @Test
  void twoConstantSidesHaveNoTest() {
    assertThat(Welch.of(Sample.of(0.1, 0.1, 0.1), Sample.of(0.9, 0.9, 0.9))).isEmpty();
  }

  @Test
  void oneRunOnASideHasNoTest() {
    assertThat(Welch.of(Sample.of(0.1), Sample.of(0.8, 0.9))).isEmpty();
    assertThat(Welch.of(Sample.of(0.8, 0.9), Sample.of(0.1))).isEmpty();
  }

  @Test
  void theIntervalLeavesOutZeroExactlyWhenPIsBelowFivePercent() {
    for (int step = 0; step < 200; step++) {
      double shift = step / 200.0;
      Welch welch =
          Welch.of(
                  Sample.of(shift + 0.1, shift + 0.3, shift + 0.2), Sample.of(0.05, 0.25, 0.5, 0.3))
              .orElseThrow();
      assertThat(welch.ci95().lower() > 0 || welch.ci95().upper() < 0).isEqualTo(welch.p() < 0.05);
    }
  }

  @Test
  void theMinimumDetectableEffectGivesAPowerOfFourInFive() {
    for (double freedom : new double[] {4, 6.5, 8, 20}) {
      Welch welch = new Welch(0, 1, freedom, null, 1);
      assertThat(power(welch.minimumDetectableEffect(), freedom))
          .as("power at %s degrees of freedom", freedom)
          .isCloseTo(0.8, within(0.02));
    }
  }

  @Test
  void theMinimumDetectableEffectIsALittleSmallForTwoAndThreeDegreesOfFreedom() {
    for (double freedom : new double[] {2, 3}) {
      assertThat(power(new Welch(0, 1, freedom, null, 1).minimumDetectableEffect(), freedom))
          .isBetween(0.76, 0.785);
    }
  }

  /** P(noncentral t > t(.975)): the normal tail integrated over the chi of the standard error. */
  private static double power(double effect, double freedom) {
    double critical = TDistribution.of(freedom).inverseSurvivalProbability(Welch.TAIL);
    double total = 0;
    double above = 0;
    for (int i = 1; i < 20_000; i++) {
      double ratio = i * 4.0 / 20_000;
      double density = Math.exp((freedom - 1) * Math.log(ratio) - freedom * ratio * ratio / 2);
      total += density;
      above += density * normalBelow(effect - critical * ratio);
    }
    return above / total;
  }

  private static double normalBelow(double x) {
    return org.apache.commons.statistics.distribution.NormalDistribution.of(0, 1)
        .cumulativeProbability(x);
  }
}
