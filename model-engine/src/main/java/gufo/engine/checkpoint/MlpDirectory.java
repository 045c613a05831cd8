package gufo.engine.checkpoint;

import gufo.contracts.id.ContentId;
import gufo.contracts.id.Json;
import gufo.engine.net.MlpConfig;
import gufo.engine.net.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * An MLP classifier in a directory: {@code config.json}, {@code model.safetensors} and, written
 * last, {@code gufo.json}. The same model always gives the same bytes.
 *
 * @param weights belong to the caller
 */
public record MlpDirectory(MlpConfig config, Weights weights) {

  private static final String CONFIG = "config.json";
  private static final String WEIGHTS = "model.safetensors";

  public static void write(Path directory, MlpConfig config, Weights weights) throws IOException {
    SafeTensors.write(directory.resolve(WEIGHTS), weights.tensors(), Map.of("format", "pt"));
    Files.writeString(directory.resolve(CONFIG), ContentId.canonicalJson(config));
    Files.writeString(
        directory.resolve("gufo.json"), ContentId.canonicalJson(ModelManifest.MLP.madeHere()));
  }

  /**
   * @throws IOException when a file is missing, damaged, or does not fit the configuration
   */
  public static MlpDirectory read(Path directory) throws IOException {
    MlpConfig config =
        Json.mapper().readValue(Files.readAllBytes(directory.resolve(CONFIG)), MlpConfig.class);
    Weights weights = new Weights(SafeTensors.read(directory.resolve(WEIGHTS)).tensors());
    try {
      ModelDirectory.requireShapes(config.shapes(), weights.tensors(), directory);
    } catch (IOException e) {
      weights.close();
      throw e;
    }
    return new MlpDirectory(config, weights);
  }
}
