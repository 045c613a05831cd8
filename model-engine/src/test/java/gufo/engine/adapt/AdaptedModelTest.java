package gufo.engine.adapt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gufo.contracts.spec.Adaptation;
import gufo.engine.net.DecoderConfig;
import gufo.engine.net.TestModels;
import gufo.engine.net.Weights;
import gufo.engine.tensor.Tensors;
import java.util.List;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AdaptedModelTest {

  private final DecoderConfig config = DecoderConfig.named("qwen-32x2", 1361);
  private final Weights weights = TestModels.drawn(config, 1, ScalarType.Float);

  @AfterEach
  void close() {
    weights.close();
  }

  @Test
  void eachAdaptationTrainsAsManyNumbersAsThePlanSays() {
    assertThat(trained(new Adaptation.NormGains())).isEqualTo(160);
    assertThat(trained(new Adaptation.BiasAndNorm())).isEqualTo(160 + 2 * 64);
    assertThat(trained(new Adaptation.Full())).isEqualTo(68_416);
    assertThat(trained(new Adaptation.Lora(2, 2, List.of("down"), List.of(1))))
        .isEqualTo(2 * (96 + 32));
  }

  private long trained(Adaptation adaptation) {
    try (AdaptedModel model = AdaptedModel.of(adaptation, config, weights, 1)) {
      return model.flat().numel();
    }
  }

  @Test
  void aFreshAdapterChangesNothing() {
    Adaptation lora = new Adaptation.Lora(8, 8, Adaptation.Lora.ALL_TARGETS, List.of());
    try (AdaptedModel model = AdaptedModel.of(lora, config, weights, 1);
        Weights merged = model.merged()) {
      weights
          .tensors()
          .forEach(
              (name, tensor) ->
                  assertThat(Tensors.toFloats(merged.tensor(name)))
                      .as(name)
                      .isEqualTo(Tensors.toFloats(tensor)));
    }
  }

  @Test
  void aLayerThatTheModelLacksIsNamed() {
    Adaptation lora = new Adaptation.Lora(8, 8, List.of("q"), List.of(2));

    assertThatThrownBy(() -> AdaptedModel.of(lora, config, weights, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("layer 2")
        .hasMessageContaining("0 to 1");
  }
}
