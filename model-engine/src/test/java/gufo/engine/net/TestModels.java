package gufo.engine.net;

import gufo.engine.tensor.Scope;
import gufo.engine.tensor.Seeds;
import gufo.engine.tensor.Tensors;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Small models whose every number is drawn, biases and gains too, so that nothing can hide. */
public final class TestModels {

  private TestModels() {}

  /** A small model of each architecture. */
  public static Stream<DecoderConfig> architectures() {
    return Stream.of(small(true, true), gpt());
  }

  /** Four heads of size 3, two layers, width 12, 17 tokens. */
  public static GptConfig gpt() {
    return new GptConfig(17, 12, 2, 4, 14, 1e-5, 32);
  }

  /** Four heads over two key-value heads of size 6, two layers, width 10, 17 tokens. */
  public static QwenConfig small(boolean tied, boolean bias) {
    return new QwenConfig(17, 10, 2, 4, 2, 6, 14, 1e-6, 10_000, bias, tied, 32);
  }

  public static Weights drawn(DecoderConfig config, long seed, ScalarType type) {
    Map<String, Tensor> tensors = new TreeMap<>();
    try (Scope scope = Scope.open()) {
      config
          .parameters()
          .forEach(
              (name, parameter) -> {
                long[] shape = parameter.shape();
                int count = (int) java.util.Arrays.stream(shape).reduce(1, (a, b) -> a * b);
                Tensor noise =
                    Tensors.floats(
                        Seeds.normals(Seeds.generator(seed, name, 0), count, 0.4), shape);
                tensors.put(name, scope.keep(noise.to(type)));
              });
    }
    return new Weights(tensors);
  }

  /** Uniformly drawn tokens. */
  public static int[] tokens(DecoderConfig config, int count, long seed) {
    var random = Seeds.generator(seed, "tokens", 0);
    int[] ids = new int[count];
    for (int i = 0; i < count; i++) {
      ids[i] = (int) (Seeds.unit(random) * config.vocabulary());
    }
    return ids;
  }
}
