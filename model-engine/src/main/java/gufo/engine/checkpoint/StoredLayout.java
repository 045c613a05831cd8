package gufo.engine.checkpoint;

import gufo.engine.net.DecoderConfig;
import gufo.engine.net.GptConfig;
import gufo.engine.net.ParameterShape;
import gufo.engine.tensor.Scope;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bytedeco.pytorch.Tensor;

/**
 * How a file lays out what the engine holds as [out, in]: Hugging Face's GPT-2 keeps the weights of
 * its projections as [in, out] (its Conv1D), every other tensor and architecture as the engine
 * does.
 */
final class StoredLayout {

  private StoredLayout() {}

  private static boolean inputFirst(DecoderConfig config, ParameterShape parameter) {
    return config instanceof GptConfig && parameter.isProjection();
  }

  private static long[] shape(DecoderConfig config, ParameterShape parameter) {
    long[] shape = parameter.shape();
    return inputFirst(config, parameter) ? new long[] {shape[1], shape[0]} : shape;
  }

  /** Every tensor's shape in the file. */
  static Map<String, long[]> shapes(DecoderConfig config) {
    SortedMap<String, long[]> shapes = new TreeMap<>();
    config.parameters().forEach((name, parameter) -> shapes.put(name, shape(config, parameter)));
    return shapes;
  }

  /** The engine's tensors as the file has them: views, in the innermost scope. */
  static SortedMap<String, Tensor> toFile(DecoderConfig config, Map<String, Tensor> tensors) {
    SortedMap<String, Tensor> stored = new TreeMap<>(tensors);
    config
        .parameters()
        .forEach(
            (name, parameter) -> {
              if (inputFirst(config, parameter)) {
                stored.computeIfPresent(name, (key, tensor) -> tensor.t());
              }
            });
    return stored;
  }

  /** The file's tensors as the engine has them; those that are turned are replaced and closed. */
  static void fromFile(DecoderConfig config, Map<String, Tensor> tensors) {
    try (Scope scope = Scope.open()) {
      config
          .parameters()
          .forEach(
              (name, parameter) -> {
                if (inputFirst(config, parameter)) {
                  Tensor stored = tensors.get(name);
                  tensors.put(name, scope.keep(stored.t().contiguous()));
                  stored.close();
                }
              });
    }
  }
}
