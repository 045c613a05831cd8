package gufo.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gufo.engine.net.DecoderConfig;
import gufo.engine.net.TestModels;
import gufo.engine.net.Weights;
import gufo.engine.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ModelDirectoryTest {

  @TempDir Path folder;

  static Stream<DecoderConfig> models() {
    return Stream.of(
        TestModels.small(true, true),
        TestModels.small(false, true),
        TestModels.small(true, false),
        TestModels.gpt());
  }

  @ParameterizedTest
  @MethodSource("models")
  void aModelComesBackAsItWas(DecoderConfig config) throws IOException {
    try (Weights weights = TestModels.drawn(config, 1, ScalarType.Float)) {

      ModelDirectory.write(folder, config, weights, ModelManifest.REFERENCE);
      ModelDirectory read = ModelDirectory.read(folder);

      try (Weights back = read.weights()) {
        assertThat(read.config()).isEqualTo(config);
        assertThat(read.manifest()).isEqualTo(ModelManifest.REFERENCE);
        assertThat(folder.resolve("gufo.json")).content().doesNotContain("device");
        assertThat(back.tensors().keySet()).isEqualTo(weights.tensors().keySet());
        back.tensors()
            .forEach(
                (name, tensor) ->
                    assertThat(Tensors.toFloats(tensor))
                        .isEqualTo(Tensors.toFloats(weights.tensor(name))));
      }
    }
  }

  @Test
  void theOtherArchitectureKeepsProjectionsInputFirstAsItsNamesakeDoes() throws IOException {
    DecoderConfig config = TestModels.gpt();
    String name = "transformer.h.0.attn.c_attn.weight";
    try (Weights weights = TestModels.drawn(config, 1, ScalarType.Float)) {
      float[] weight_oi = Tensors.toFloats(weights.tensor(name));

      ModelDirectory.write(folder, config, weights, ModelManifest.REFERENCE);

      try (SafeTensors file = SafeTensors.read(folder.resolve("model.safetensors"))) {
        assertThat(Tensors.shape(file.tensors().get(name))).containsExactly(12, 36);
        float[] stored_io = Tensors.toFloats(file.tensors().get(name));
        assertThat(stored_io[3 * 36 + 20]).isEqualTo(weight_oi[20 * 12 + 3]);
        assertThat(Tensors.shape(file.tensors().get("transformer.wpe.weight")))
            .containsExactly(32, 12);
      }
    }
  }

  @Test
  void aFolderWithoutManifestIsNoModel() {
    assertThatThrownBy(() -> ModelDirectory.read(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("gufo.json is missing");
  }

  @Test
  void tensorsThatDoNotFitTheConfigurationAreNamed() throws IOException {
    DecoderConfig config = TestModels.small(true, true);
    try (Weights weights = TestModels.drawn(config, 1, ScalarType.Float)) {
      ModelDirectory.write(folder, config, weights, ModelManifest.REFERENCE);
    }
    Path json = folder.resolve("config.json");

    Files.writeString(
        json, Files.readString(json).replace("\"vocab_size\" : 17", "\"vocab_size\" : 18"));

    assertThatThrownBy(() -> ModelDirectory.read(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("model.embed_tokens.weight")
        .hasMessageContaining("[18, 10]");
  }

  @ParameterizedTest
  @CsvSource({
    "\"model_type\" : \"qwen2\",\"model_type\" : \"bert\",model_type 'bert'",
    "\"hidden_act\" : \"silu\",\"hidden_act\" : \"gelu\",hidden_act",
    "\"num_hidden_layers\" : 2,\"num_hidden_layers\" : 0,num_hidden_layers",
    "\"num_key_value_heads\" : 2,\"num_key_value_heads\" : 3,does not divide",
    "\"rope_theta\" : 10000.0,\"rope_scaling\" : {},rope_scaling",
  })
  void aConfigurationThatTheDecoderCannotHonourIsRefused(String was, String is, String problem)
      throws IOException {
    refused(TestModels.small(true, true), was, is, problem);
  }

  @ParameterizedTest
  @CsvSource({
    "gelu_new,relu,activation_function 'relu'",
    "\"n_head\" : 4,\"n_head\" : 5,does not divide",
    "\"n_layer\" : 2,\"n_layer\" : 0,n_layer",
    "\"tie_word_embeddings\" : true,\"tie_word_embeddings\" : false,tie_word_embeddings true",
    "\"n_embd\" : 12,\"scale_attn_by_inverse_layer_idx\" : true,inverse_layer_idx false",
  })
  void norIsOneOfTheOtherArchitecture(String was, String is, String problem) throws IOException {
    refused(TestModels.gpt(), was, is, problem);
  }

  private void refused(DecoderConfig config, String was, String is, String problem)
      throws IOException {
    try (Weights weights = TestModels.drawn(config, 1, ScalarType.Float)) {
      ModelDirectory.write(folder, config, weights, ModelManifest.REFERENCE);
    }
    Path json = folder.resolve("config.json");
    assertThat(Files.readString(json)).contains(was);

    Files.writeString(json, Files.readString(json).replace(was, is));

    assertThatThrownBy(() -> ModelDirectory.read(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(problem);
  }
}
