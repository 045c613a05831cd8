package gufo.engine.net;

import gufo.engine.tensor.Scope;
import gufo.engine.tensor.Seeds;
import gufo.engine.tensor.Tensors;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.pytorch.Tensor;

/**
 * Fresh weights from a seed, by this project's own generator: normal with deviation hidden^-0.5,
 * the two projections that write to the residual stream also by (2 layers)^-0.5, biases 0, gains 1.
 */
public final class DecoderInit {

  private DecoderInit() {}

  /** Each tensor's values depend on (seed, its name) alone. */
  public static Weights weights(DecoderConfig config, long seed) {
    Map<String, Tensor> tensors = new TreeMap<>();
    try (Scope scope = Scope.open()) {
      config
          .parameters()
          .forEach(
              (name, parameter) -> {
                float[] values = values(config, seed, name, parameter);
                tensors.put(name, scope.keep(Tensors.floats(values, parameter.shape())));
              });
    }
    return new Weights(tensors);
  }

  private static float[] values(
      DecoderConfig config, long seed, String name, ParameterShape parameter) {
    int count = Math.toIntExact(Arrays.stream(parameter.shape()).reduce(1, Math::multiplyExact));
    double deviation = 1 / Math.sqrt(config.hidden());
    return switch (parameter.role()) {
      case BIAS -> new float[count];
      case NORM_GAIN -> ones(count);
      case EMBEDDING, PROJECTION -> normals(seed, name, count, deviation);
      case RESIDUAL_PROJECTION ->
          normals(seed, name, count, deviation / Math.sqrt(2.0 * config.layers()));
    };
  }

  private static float[] ones(int count) {
    float[] ones = new float[count];
    Arrays.fill(ones, 1f);
    return ones;
  }

  private static float[] normals(long seed, String name, int count, double deviation) {
    return Seeds.normals(Seeds.generator(seed, "init " + name, 0), count, deviation);
  }
}
