package gufo.engine.net;

import gufo.engine.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * Linear maps that read the same input, their outputs side by side. Without adapters they are one
 * product, because few large products are faster than many small ones.
 */
final class Projection {

  private final Tensor weight;
  private final TensorOptional bias;
  private final LowRank adapter;
  private final List<Projection> parts;

  private Projection(Tensor weight, Tensor bias, LowRank adapter, List<Projection> parts) {
    this.weight = weight;
    this.bias = bias == null ? null : new TensorOptional(bias);
    this.adapter = adapter;
    this.parts = parts;
  }

  static Projection of(Parameters parameters, boolean biased, String... names) {
    if (names.length > 1 && Arrays.stream(names).anyMatch(n -> parameters.adapter(n) != null)) {
      return new Projection(
          null, null, null, Arrays.stream(names).map(n -> of(parameters, biased, n)).toList());
    }
    Tensor weight = join(parameters, ".weight", names);
    Tensor bias = biased ? join(parameters, ".bias", names) : null;
    return new Projection(weight, bias, parameters.adapter(names[0]), List.of());
  }

  /** [..., in] to [..., sum of outs]. */
  Tensor apply(Tensor x) {
    if (!parts.isEmpty()) {
      return Tensors.cat(-1, parts.stream().map(part -> part.apply(x)).toArray(Tensor[]::new));
    }
    Tensor y = bias == null ? torch.linear(x, weight) : torch.linear(x, weight, bias);
    return adapter == null ? y : y.add(adapter.apply(x));
  }

  private static Tensor join(Parameters parameters, String suffix, String... names) {
    return Tensors.cat(
        0, Arrays.stream(names).map(n -> parameters.tensor(n + suffix)).toArray(Tensor[]::new));
  }
}
