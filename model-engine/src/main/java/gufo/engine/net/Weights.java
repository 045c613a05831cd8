package gufo.engine.net;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Named tensors that belong to whoever holds this: closing it frees them. Sorted by name. */
public final class Weights implements AutoCloseable, Parameters {

  private final SortedMap<String, Tensor> tensors;

  /**
   * @param tensors not attached to any scope; this object owns them from now on
   */
  public Weights(Map<String, Tensor> tensors) {
    this.tensors = Collections.unmodifiableSortedMap(new TreeMap<>(tensors));
  }

  public SortedMap<String, Tensor> tensors() {
    return tensors;
  }

  @Override
  public Tensor tensor(String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("the model has no tensor " + name);
    }
    return tensor;
  }

  @Override
  public LowRank adapter(String projection) {
    return null;
  }

  /** The type of the numbers: of the first tensor, and in a sound model of all. */
  public ScalarType type() {
    return tensors.get(tensors.firstKey()).scalar_type().intern();
  }

  /** How many numbers the tensors hold together. */
  public long parameters() {
    return tensors.values().stream().mapToLong(Tensor::numel).sum();
  }

  @Override
  public void close() {
    tensors.values().forEach(Tensor::close);
  }
}
