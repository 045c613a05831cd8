package gufo.engine.net;

import gufo.contracts.spec.Logits;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The shape of an MLP classifier with ReLU between its layers. Its last layer writes the logits of
 * {@link Logits#ALL}: ten classes, then three that no label ever reaches (arXiv 2507.14805, section
 * 6).
 *
 * @param sizes inputs, then the width of every hidden layer
 */
public record MlpConfig(List<Integer> sizes) {

  /** All logits of a model. */
  public static final int LOGITS = Logits.ALL.count();

  public MlpConfig {
    sizes = List.copyOf(sizes);
    if (sizes.size() < 2 || sizes.stream().anyMatch(size -> size < 1)) {
      throw new IllegalArgumentException(
          "sizes are " + sizes + "; accepted: inputs and at least one hidden layer, each from 1");
    }
  }

  public int inputs() {
    return sizes.get(0);
  }

  /** Linear maps, the last included. */
  public int layers() {
    return sizes.size();
  }

  /** Name of layer {@code layer}'s matrix, [out, in]. */
  public static String weight(int layer) {
    return "layers." + layer + ".weight";
  }

  /** Name of layer {@code layer}'s bias, [out]. */
  public static String bias(int layer) {
    return "layers." + layer + ".bias";
  }

  /** Every tensor's shape, by name. */
  public SortedMap<String, long[]> shapes() {
    SortedMap<String, long[]> shapes = new TreeMap<>();
    for (int layer = 0; layer < layers(); layer++) {
      long out = layer + 1 < layers() ? sizes.get(layer + 1) : LOGITS;
      shapes.put(weight(layer), new long[] {out, sizes.get(layer)});
      shapes.put(bias(layer), new long[] {out});
    }
    return shapes;
  }
}
