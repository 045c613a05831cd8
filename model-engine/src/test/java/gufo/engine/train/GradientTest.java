package gufo.engine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gufo.contracts.spec.Adaptation;
import gufo.engine.adapt.AdaptedModel;
import gufo.engine.net.DecoderConfig;
import gufo.engine.net.Network;
import gufo.engine.net.SlowDecoder;
import gufo.engine.net.TestModels;
import gufo.engine.net.Weights;
import gufo.engine.tensor.Scope;
import gufo.engine.tensor.Seeds;
import gufo.engine.tensor.Tensors;
import gufo.engine.tokenizer.EncodedRow;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Gradients in double precision against central differences of the loss of the slow decoder. */
class GradientTest {

  private static final double STEP = 1e-5;
  private static final int DIRECTIONS = 12;

  static Stream<Arguments> adaptations() {
    List<Adaptation> kinds =
        List.of(
            new Adaptation.Full(),
            new Adaptation.NormGains(),
            new Adaptation.BiasAndNorm(),
            new Adaptation.Lora(3, 6, Adaptation.Lora.ALL_TARGETS, List.of()),
            new Adaptation.Lora(2, 2, List.of("down"), List.of(1)));
    List<DecoderConfig> models =
        List.of(TestModels.small(true, true), TestModels.small(false, true), TestModels.gpt());
    return kinds.stream().flatMap(kind -> models.stream().map(m -> Arguments.of(kind, m)));
  }

  @ParameterizedTest
  @MethodSource("adaptations")
  void lossAndGradientAreThoseOfTheSlowDecoder(Adaptation adaptation, DecoderConfig config) {
    List<EncodedRow> rows =
        List.of(
            new EncodedRow(TestModels.tokens(config, 9, 1), 4),
            new EncodedRow(TestModels.tokens(config, 6, 2), 3));
    try (Weights base = TestModels.drawn(config, 5, ScalarType.Double);
        Network network = config.network(ScalarType.Double);
        AdaptedModel model = AdaptedModel.of(adaptation, config, base, 1);
        Scope scope = Scope.open()) {
      int count = (int) model.flat().numel();
      model.flat().add_(direction(99, count).mul(new Scalar(0.1))); // B is no longer zero

      LossGradient result = LossGradient.of(network, model, Batch.of(rows));

      assertThat(result.loss()).isCloseTo(slowLoss(config, model, rows), within(1e-10));
      for (int seed = 0; seed < DIRECTIONS; seed++) {
        Tensor direction = direction(seed, count);
        double slope = result.gradient_n().dot(direction).item_double();
        assertThat(slope).isCloseTo(difference(config, model, rows, direction), within(2e-6));
      }
    }
  }

  private static double difference(
      DecoderConfig config, AdaptedModel model, List<EncodedRow> rows, Tensor direction) {
    model.flat().add_(direction, new Scalar(STEP));
    double above = slowLoss(config, model, rows);
    model.flat().sub_(direction, new Scalar(2 * STEP));
    double below = slowLoss(config, model, rows);
    model.flat().add_(direction, new Scalar(STEP));
    return (above - below) / (2 * STEP);
  }

  /** Of the merged model, so that merging is checked as well. */
  private static double slowLoss(DecoderConfig config, AdaptedModel model, List<EncodedRow> rows) {
    double sum = 0;
    int tokens = 0;
    try (Weights merged = model.merged()) {
      SlowDecoder slow = SlowDecoder.of(config, merged);
      for (EncodedRow row : rows) {
        int predicted = row.ids().length - row.promptLength();
        sum += slow.loss(row.ids(), row.promptLength()) * predicted;
        tokens += predicted;
      }
    }
    return sum / tokens;
  }

  private static Tensor direction(long seed, int count) {
    return Tensors.floats(Seeds.normals(Seeds.generator(seed, "direction", 0), count, 1), count)
        .to(ScalarType.Double);
  }
}
