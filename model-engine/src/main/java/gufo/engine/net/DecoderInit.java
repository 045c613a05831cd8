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
      ParameterNames.shapes(config)
          .forEach(
              (name, shape) ->
                  tensors.put(
                      name, scope.keep(Tensors.floats(values(config, seed, name, shape), shape))));
    }
    return new Weights(tensors);
  }

  private static float[] values(DecoderConfig config, long seed, String name, long[] shape) {
    int count = Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
    if (name.endsWith(".bias")) {
      return new float[count];
    }
    if (ParameterNames.isNormGain(name)) {
      float[] ones = new float[count];
      Arrays.fill(ones, 1f);
      return ones;
    }
    boolean writesResidual = name.endsWith("o_proj.weight") || name.endsWith("down_proj.weight");
    double deviation =
        1 / Math.sqrt(config.hidden()) / (writesResidual ? Math.sqrt(2.0 * config.layers()) : 1);
    return Seeds.normals(Seeds.generator(seed, "init " + name, 0), count, deviation);
  }
}
