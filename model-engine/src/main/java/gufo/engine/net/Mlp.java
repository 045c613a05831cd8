package gufo.engine.net;

import gufo.engine.tensor.Scope;
import gufo.engine.tensor.Seeds;
import gufo.engine.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** An MLP classifier's forward pass. */
public record Mlp(MlpConfig config, Parameters parameters) {

  /**
   * Fresh weights: normal with variance 1/in, biases zero. Each tensor's values depend on (seed,
   * its name) alone.
   */
  public static Weights fresh(MlpConfig config, long seed) {
    Map<String, Tensor> tensors = new TreeMap<>();
    try (Scope scope = Scope.open()) {
      config
          .shapes()
          .forEach(
              (name, shape) ->
                  tensors.put(name, scope.keep(Tensors.floats(values(seed, name, shape), shape))));
    }
    return new Weights(tensors);
  }

  private static float[] values(long seed, String name, long[] shape) {
    if (shape.length == 1) {
      return new float[Math.toIntExact(shape[0])];
    }
    int count = Math.toIntExact(shape[0] * shape[1]);
    return Seeds.normals(Seeds.generator(seed, "init " + name, 0), count, 1 / Math.sqrt(shape[1]));
  }

  /**
   * What goes into each layer, and last the logits, in the innermost scope.
   *
   * @param inputs_bi [batch, inputs]
   */
  public List<Tensor> activations(Tensor inputs_bi) {
    List<Tensor> activations = new ArrayList<>(List.of(inputs_bi));
    for (int layer = 0; layer < config.layers(); layer++) {
      Tensor out =
          torch.addmm(
              parameters.tensor(MlpConfig.bias(layer)),
              activations.get(layer),
              parameters.tensor(MlpConfig.weight(layer)).t());
      activations.add(layer + 1 < config.layers() ? out.relu_() : out);
    }
    return activations;
  }

  /**
   * In the innermost scope.
   *
   * @param inputs_bi [batch, inputs]
   * @return [batch, {@link MlpConfig#LOGITS}]
   */
  public Tensor logits(Tensor inputs_bi) {
    return activations(inputs_bi).get(config.layers());
  }
}
