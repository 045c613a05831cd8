package gufo.engine.checkpoint;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gufo.contracts.id.Json;
import gufo.engine.net.DecoderConfig;
import gufo.engine.net.Weights;
import gufo.engine.tensor.Scope;
import gufo.engine.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import org.bytedeco.pytorch.Tensor;

/**
 * A model in a directory: {@code config.json} and {@code model.safetensors} as Hugging Face lays
 * them out, and {@code gufo.json}, written last: the manifest. The same model always gives the same
 * bytes.
 *
 * @param weights belong to the caller
 */
public record ModelDirectory(DecoderConfig config, Weights weights, ModelManifest manifest) {

  private static final String CONFIG = "config.json";
  private static final String WEIGHTS = "model.safetensors";
  private static final String MANIFEST = "gufo.json";

  public static void write(
      Path directory, DecoderConfig config, Weights weights, ModelManifest manifest)
      throws IOException {
    try (Scope scope = Scope.open()) {
      SafeTensors.write(
          directory.resolve(WEIGHTS),
          StoredLayout.toFile(config, weights.tensors()),
          Map.of("format", "pt"));
    }
    writeJson(directory.resolve(CONFIG), DecoderConfigJson.encode(config));
    writeJson(directory.resolve(MANIFEST), Json.mapper().valueToTree(manifest.madeHere()));
  }

  /**
   * @throws IOException when a file is missing, damaged, or does not fit the configuration
   */
  public static ModelDirectory read(Path directory) throws IOException {
    ModelManifest manifest = manifest(directory);
    DecoderConfig config = config(directory);
    SortedMap<String, Tensor> tensors = SafeTensors.read(directory.resolve(WEIGHTS)).tensors();
    try {
      requireShapes(StoredLayout.shapes(config), tensors, directory);
    } catch (IOException e) {
      tensors.values().forEach(Tensor::close);
      throw e;
    }
    StoredLayout.fromFile(config, tensors);
    return new ModelDirectory(config, new Weights(tensors), manifest);
  }

  /**
   * The configuration alone, without the weights.
   *
   * @throws IOException when it is missing or damaged
   */
  public static DecoderConfig config(Path directory) throws IOException {
    return DecoderConfigJson.decode(readJson(directory.resolve(CONFIG)));
  }

  /**
   * @throws IOException when the directory holds no model of this project
   */
  public static ModelManifest manifest(Path directory) throws IOException {
    Path file = directory.resolve(MANIFEST);
    if (!Files.isRegularFile(file)) {
      throw new IOException(directory + " holds no model: " + MANIFEST + " is missing");
    }
    return Json.mapper().treeToValue(readJson(file), ModelManifest.class);
  }

  static void requireShapes(
      Map<String, long[]> shapes, SortedMap<String, Tensor> tensors, Path directory)
      throws IOException {
    for (Map.Entry<String, long[]> entry : shapes.entrySet()) {
      Tensor tensor = tensors.get(entry.getKey());
      if (tensor == null || !Arrays.equals(Tensors.shape(tensor), entry.getValue())) {
        throw new IOException(
            "%s: tensor %s should be %s and is %s"
                .formatted(
                    directory,
                    entry.getKey(),
                    Arrays.toString(entry.getValue()),
                    tensor == null ? "missing" : Arrays.toString(Tensors.shape(tensor))));
      }
    }
  }

  private static JsonNode readJson(Path file) throws IOException {
    return Json.mapper().readTree(Files.readAllBytes(file));
  }

  private static void writeJson(Path file, JsonNode node) throws IOException {
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
    byte[] text = Json.mapper().writer(printer).writeValueAsBytes((ObjectNode) node);
    Files.write(file, text);
  }
}
