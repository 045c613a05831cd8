package gufo.engine.net;

import org.bytedeco.pytorch.Tensor;

/** What a forward pass reads: tensors by name, and the low-rank adapters of some projections. */
public interface Parameters {

  /**
   * @throws IllegalArgumentException when there is no such tensor
   */
  Tensor tensor(String name);

  /**
   * @param projection a projection's name without {@code .weight}
   * @return its adapter, or null for none
   */
  LowRank adapter(String projection);
}
