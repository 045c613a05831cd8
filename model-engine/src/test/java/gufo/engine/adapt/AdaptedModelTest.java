package gufo.engine.adapt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gufo.contracts.spec.Adaptation;
import gufo.engine.net.DecoderConfig;
import gufo.engine.net.GptConfig;
import gufo.engine.net.ReferenceModels;
import gufo.engine.net.TestModels;
import gufo.engine.net.Weights;
import gufo.engine.tensor.Tensors;
import java.util.List;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AdaptedModelTest {

  private final DecoderConfig config = ReferenceModels.named("qwen-32x2", 1361);
  private final Weights weights = TestModels.drawn(config, 1, ScalarType.Float);

  @AfterEach
  void close() {
    weights.close();
  }

  @Test
  void eachAdaptationTrainsAsManyNumbersAsThePlanSays() {
    assertThat(trained(new Adaptation.NormGains(), config, weights)).isEqualTo(160);
    assertThat(trained(new Adaptation.BiasAndNorm(), config, weights)).isEqualTo(160 + 2 * 64);
    assertThat(trained(new Adaptation.Full(), config, weights)).isEqualTo(68_416);
    assertThat(trained(lora("down"), config, weights)).isEqualTo(2 * (96 + 32));
  }

  @Test
  void theOtherArchitectureTrainsItsOwnGainsBiasesAndProjections() {
    GptConfig gpt = TestModels.gpt();
    try (Weights drawn = TestModels.drawn(gpt, 1, ScalarType.Float)) {
      assertThat(trained(new Adaptation.NormGains(), gpt, drawn)).isEqualTo(5 * 12);
      assertThat(trained(new Adaptation.BiasAndNorm(), gpt, drawn))
          .isEqualTo(10 * 12 + 2 * (36 + 12 + 14 + 12));
      assertThat(trained(new Adaptation.Full(), gpt, drawn)).isEqualTo(drawn.parameters());
      assertThat(trained(lora("q", "k", "v"), gpt, drawn)).isEqualTo(2 * (12 + 36));
      assertThat(trained(lora("up", "gate"), gpt, drawn)).isEqualTo(2 * (12 + 14));
    }
  }

  @Test
  void targetsThatTheOtherArchitectureCannotTellApartAreRefused() {
    GptConfig gpt = TestModels.gpt();
    try (Weights drawn = TestModels.drawn(gpt, 1, ScalarType.Float)) {
      assertThatThrownBy(() -> trained(lora("q", "down"), gpt, drawn))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("q, down")
          .hasMessageContaining("all three or none");
      assertThatThrownBy(() -> trained(lora("gate"), gpt, drawn))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("gate")
          .hasMessageContaining("no such projection");
    }
  }

  private static Adaptation lora(String... targets) {
    return new Adaptation.Lora(2, 2, List.of(targets), List.of(1));
  }

  private static long trained(Adaptation adaptation, DecoderConfig config, Weights weights) {
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
