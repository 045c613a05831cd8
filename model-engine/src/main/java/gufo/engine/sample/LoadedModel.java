package gufo.engine.sample;

import gufo.engine.net.Decoder;
import gufo.engine.net.DecoderConfig;
import gufo.engine.net.Rope;
import gufo.engine.net.Weights;

/** A model ready to be asked: configuration, weights and its position tables. */
public final class LoadedModel implements AutoCloseable {

  private final DecoderConfig config;
  private final Weights weights;
  private final Rope rope;

  /**
   * @param weights closed with this
   */
  public LoadedModel(DecoderConfig config, Weights weights) {
    this.config = config;
    this.weights = weights;
    this.rope = Rope.of(config, weights.type());
  }

  public DecoderConfig config() {
    return config;
  }

  public Weights weights() {
    return weights;
  }

  /** Bound to the weights in the innermost scope. */
  Decoder decoder() {
    return Decoder.of(config, weights, rope);
  }

  @Override
  public void close() {
    rope.close();
    weights.close();
  }
}
