package gufo.engine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gufo.contracts.spec.Adaptation;
import gufo.contracts.spec.Schedule;
import gufo.contracts.spec.Training;
import gufo.engine.net.DecoderConfig;
import gufo.engine.net.TestModels;
import gufo.engine.tensor.Scope;
import gufo.engine.tensor.Tensors;
import gufo.engine.tokenizer.EncodedRow;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;

class TrainingPartsTest {

  @Test
  void anEpochHasEveryRowOnceAndLikeLengthsTogether() {
    DecoderConfig config = TestModels.small(true, true);
    List<EncodedRow> rows =
        IntStream.range(0, 101)
            .mapToObj(i -> new EncodedRow(TestModels.tokens(config, 3 + i % 20, i), 1))
            .toList();

    int[][] batches = BatchPlan.of(rows, 8, 5, 2);

    assertThat(Arrays.stream(batches).flatMapToInt(Arrays::stream).sorted())
        .containsExactlyElementsOf(IntStream.range(0, 101).boxed().toList());
    assertThat(batches).hasNumberOfRows(13).isDeepEqualTo(BatchPlan.of(rows, 8, 5, 2));
    assertThat(Arrays.deepEquals(batches, BatchPlan.of(rows, 8, 5, 3))).isFalse();
    assertThat(padding(rows, batches)).isLessThan(0.15);
  }

  private static double padding(List<EncodedRow> rows, int[][] batches) {
    int tokens = 0;
    int places = 0;
    for (int[] batch : batches) {
      int longest = 0;
      for (int row : batch) {
        tokens += rows.get(row).ids().length;
        longest = Math.max(longest, rows.get(row).ids().length);
      }
      places += longest * batch.length;
    }
    return 1 - (double) tokens / places;
  }

  @Test
  void aBatchPredictsEachCompletionTokenFromTheOneBefore() {
    try (Scope scope = Scope.open()) {

      Batch batch =
          Batch.of(
              List.of(
                  new EncodedRow(new int[] {5, 6, 7, 8}, 2),
                  new EncodedRow(new int[] {1, 2, 3, 4, 9, 11}, 5)));

      assertThat(Tensors.toDoubles(batch.ids_bt())).containsExactly(5, 6, 7, 0, 0, 1, 2, 3, 4, 9);
      assertThat(Tensors.toDoubles(batch.selected_s())).containsExactly(1, 2, 9);
      assertThat(Tensors.toDoubles(batch.targets_s())).containsExactly(7, 8, 11);
      assertThat(batch.tokens()).isEqualTo(10);
    }
  }

  @Test
  void theRateRisesLinearlyAndFallsByTheSchedule() {
    Training linear = training(Schedule.LINEAR, 0.1, 0);

    assertThat(LearningRate.at(linear, 0, 100)).isCloseTo(0.5 * 0.1, within(1e-12));
    assertThat(LearningRate.at(linear, 9, 100)).isCloseTo(0.5 * 0.91, within(1e-12));
    assertThat(LearningRate.at(linear, 50, 100)).isCloseTo(0.5 * 0.5, within(1e-12));
    assertThat(LearningRate.at(training(Schedule.COSINE, 0, 0), 50, 100))
        .isCloseTo(0.25, within(1e-12));
    assertThat(LearningRate.at(training(Schedule.CONSTANT, 0, 0), 99, 100)).isEqualTo(0.5);
  }

  @Test
  void stepsAreThoseOfAdamWWithClipping() {
    double[] x = {1, -2, 3};
    double[][] gradients = {{0.3, -0.4, 1.2}, {0.1, 0.2, -0.1}, {5, 0, 0}};
    Training training = training(Schedule.CONSTANT, 0, 0.1);
    try (Scope scope = Scope.open()) {
      Tensor parameters = Tensors.numbers(x, ScalarType.Double, 3);
      try (AdamW optimizer = new AdamW(training, parameters)) {

        for (int step = 0; step < 3; step++) {
          Tensor gradient = Tensors.numbers(gradients[step], ScalarType.Double, 3);
          optimizer.step(parameters, gradient, step, 0.05);
        }
      }

      assertThat(Tensors.toDoubles(parameters))
          .containsExactly(slowAdamW(x, gradients), within(1e-12));
    }
  }

  /** Algorithm 2 of arXiv 1711.05101, rate 0.05, decay 0.1, betas .9 and .98, clip 1. */
  private static double[] slowAdamW(double[] start, double[]... gradients) {
    double[] x = start.clone();
    double[] m = new double[x.length];
    double[] v = new double[x.length];
    for (int t = 1; t <= gradients.length; t++) {
      double[] g = gradients[t - 1];
      double norm = Math.sqrt(Arrays.stream(g).map(a -> a * a).sum());
      double scale = Math.min(1, 1 / (norm + 1e-6));
      for (int i = 0; i < x.length; i++) {
        m[i] = 0.9 * m[i] + 0.1 * g[i] * scale;
        v[i] = 0.98 * v[i] + 0.02 * g[i] * scale * g[i] * scale;
        double mHat = m[i] / (1 - Math.pow(0.9, t));
        double vHat = v[i] / (1 - Math.pow(0.98, t));
        x[i] -= 0.05 * (mHat / (Math.sqrt(vHat) + 1e-8) + 0.1 * x[i]);
      }
    }
    return x;
  }

  private static Training training(Schedule schedule, double warmUp, double decay) {
    return new Training(
        new Adaptation.Full(), 100, null, 8, 0.5, warmUp, schedule, decay, 0.9, 0.98, 1);
  }
}
