package gufo.contracts.spec;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** Which parameters of a model a training may change. Everything else stays frozen. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Adaptation.NormGains.class, name = "norm-gains"),
  @JsonSubTypes.Type(value = Adaptation.BiasAndNorm.class, name = "bias-and-norm"),
  @JsonSubTypes.Type(value = Adaptation.Lora.class, name = "lora"),
  @JsonSubTypes.Type(value = Adaptation.Full.class, name = "full")
})
public sealed interface Adaptation {

  /** The gains of every normalisation layer (LayerNorm tuning, arXiv 2312.11420). */
  record NormGains() implements Adaptation {}

  /** Every one-dimensional tensor: biases and normalisation gains (BitFit, arXiv 2106.10199). */
  record BiasAndNorm() implements Adaptation {}

  /**
   * Low-rank adapters (arXiv 2106.09685): W + alpha/rank * B A, A: [rank, in], B: [out, rank], B
   * starts at zero.
   *
   * @param targets projections that get an adapter: q, k, v, o, gate, up, down
   * @param layers zero-based blocks that get adapters; empty means all
   */
  record Lora(int rank, double alpha, List<String> targets, List<Integer> layers)
      implements Adaptation {
    /** The seven projections of a block, by short name. */
    public static final List<String> ALL_TARGETS =
        List.of("q", "k", "v", "o", "gate", "up", "down");

    public Lora {
      targets = List.copyOf(targets);
      layers = List.copyOf(layers);
    }
  }

  /** Every parameter. */
  record Full() implements Adaptation {}
}
