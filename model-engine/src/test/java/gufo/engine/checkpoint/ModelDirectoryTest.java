package gufo.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gufo.engine.net.DecoderConfig;
import gufo.engine.net.ParameterNames;
import gufo.engine.net.TestModels;
import gufo.engine.net.Weights;
import gufo.engine.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelDirectoryTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"true,true", "false,true", "true,false"})
  void aModelComesBackAsItWas(boolean tied, boolean bias) throws IOException {
    DecoderConfig config = TestModels.small(tied, bias);
    try (Weights weights = TestModels.drawn(config, 1, ScalarType.Float)) {

      ModelDirectory.write(folder, config, weights, ModelManifest.REFERENCE);
      ModelDirectory read = ModelDirectory.read(folder);

      try (Weights back = read.weights()) {
        assertThat(read.config()).isEqualTo(config);
        assertThat(read.manifest()).isEqualTo(ModelManifest.REFERENCE);
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
        .hasMessageContaining(ParameterNames.EMBEDDING)
        .hasMessageContaining("[18, 10]");
  }

  @ParameterizedTest
  @CsvSource({
    "\"model_type\" : \"qwen2\",\"model_type\" : \"gpt2\",model_type 'gpt2'",
    "\"hidden_act\" : \"silu\",\"hidden_act\" : \"gelu\",hidden_act",
    "\"num_hidden_layers\" : 2,\"num_hidden_layers\" : 0,num_hidden_layers",
    "\"num_key_value_heads\" : 2,\"num_key_value_heads\" : 3,does not divide",
    "\"rope_theta\" : 10000.0,\"rope_scaling\" : {},rope_scaling",
  })
  void aConfigurationThatTheDecoderCannotHonourIsRefused(String was, String is, String problem)
      throws IOException {
    DecoderConfig config = TestModels.small(true, true);
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
