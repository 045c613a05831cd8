package gufo.engine.adapt;

import gufo.contracts.spec.Adaptation;
import gufo.engine.net.DecoderConfig;
import gufo.engine.net.LowRank;
import gufo.engine.net.Parameters;
import gufo.engine.net.Weights;
import gufo.engine.tensor.Scope;
import gufo.engine.tensor.Seeds;
import gufo.engine.tensor.Tensors;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.bytedeco.pytorch.Tensor;

/**
 * A model of which some numbers are trained. All trained numbers lie in one flat tensor, of which
 * the tensors that the forward pass reads are views, so an optimiser step is a handful of
 * operations whatever the number of tensors.
 */
public final class AdaptedModel implements Parameters, AutoCloseable {

  private final Weights frozen;
  private final Tensor flat_n;
  private final Map<String, Tensor> leaves = new LinkedHashMap<>();
  private final Map<String, LowRank> adapters = new LinkedHashMap<>();

  private AdaptedModel(Weights frozen, Tensor flat) {
    this.frozen = frozen;
    this.flat_n = flat;
  }

  /**
   * @param frozen stays the caller's and unchanged
   * @param seed of the adapters' first values
   */
  public static AdaptedModel of(
      Adaptation adaptation, DecoderConfig config, Weights frozen, long seed) {
    Map<String, long[]> shapes = TrainableTensors.of(adaptation, config);
    try (Scope scope = Scope.open()) {
      Tensor[] first =
          shapes.entrySet().stream()
              .map(e -> firstValues(e.getKey(), e.getValue(), frozen, seed).reshape(-1))
              .toArray(Tensor[]::new);
      Tensor flat = first.length == 1 ? first[0].clone() : Tensors.cat(0, first);
      AdaptedModel model = new AdaptedModel(frozen, scope.keep(flat));
      long offset = 0;
      for (Map.Entry<String, long[]> entry : shapes.entrySet()) {
        long count = Arrays.stream(entry.getValue()).reduce(1, (a, b) -> a * b);
        Tensor view = flat.narrow(0, offset, count).view(entry.getValue()).detach();
        view.set_requires_grad(true);
        model.leaves.put(entry.getKey(), scope.keep(view));
        offset += count;
      }
      if (adaptation instanceof Adaptation.Lora lora) {
        model.wireAdapters(lora, config);
      }
      return model;
    }
  }

  private void wireAdapters(Adaptation.Lora lora, DecoderConfig config) {
    for (String projection : TrainableTensors.projections(lora, config)) {
      Tensor a = leaves.get(projection + TrainableTensors.LORA_A);
      Tensor b = leaves.get(projection + TrainableTensors.LORA_B);
      adapters.put(projection, new LowRank(a, b, lora.alpha() / lora.rank()));
    }
  }

  /** Adapters: A uniform in ±in^-0.5 (Kaiming, as in PEFT), B zero. Others: the model's values. */
  private static Tensor firstValues(String name, long[] shape, Weights frozen, long seed) {
    if (name.endsWith(TrainableTensors.LORA_A)) {
      float[] values =
          Seeds.uniforms(
              Seeds.generator(seed, "lora " + name, 0),
              Math.toIntExact(shape[0] * shape[1]),
              1 / Math.sqrt(shape[1]));
      return Tensors.floats(values, shape).to(frozen.type());
    }
    if (name.endsWith(TrainableTensors.LORA_B)) {
      return Tensors.zeros(frozen.type(), shape);
    }
    return frozen.tensor(name);
  }

  /** Every trained number, [n]; changing it changes the model. */
  public Tensor flat() {
    return flat_n;
  }

  /** Names of the trained tensors, in the order in which they lie in {@link #flat}. */
  public Set<String> trainedNames() {
    return leaves.keySet();
  }

  /** A trained tensor: a view of {@link #flat} that asks for its gradient. */
  public Tensor leaf(String name) {
    return leaves.get(name);
  }

  public boolean trains(String name) {
    return leaves.containsKey(name);
  }

  @Override
  public Tensor tensor(String name) {
    Tensor leaf = leaves.get(name);
    return leaf != null ? leaf : frozen.tensor(name);
  }

  @Override
  public LowRank adapter(String projection) {
    return adapters.get(projection);
  }

  /** A whole model of its own: trained values in place, adapters merged. */
  public Weights merged() {
    Map<String, Tensor> merged = new TreeMap<>();
    try (Scope scope = Scope.open()) {
      frozen
          .tensors()
          .forEach(
              (name, tensor) -> {
                Tensor value = tensor(name).detach().clone();
                LowRank adapter = adapters.get(name.replaceFirst("\\.weight$", ""));
                if (adapter != null) {
                  value.add_(adapter.product().detach());
                }
                merged.put(name, scope.keep(value));
              });
    }
    return new Weights(merged);
  }

  @Override
  public void close() {
    leaves.values().forEach(Tensor::close);
    flat_n.close();
  }
}
