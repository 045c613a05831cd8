package gufo.engine.sample;

import gufo.engine.net.Decoder;
import gufo.engine.net.DecoderConfig;
import gufo.engine.net.Network;
import gufo.engine.net.Weights;

/** A model ready to be asked. */
public final class LoadedModel implements AutoCloseable {

  private final Network network;
  private final Weights weights;

  /**
   * @param weights closed with this
   */
  public LoadedModel(DecoderConfig config, Weights weights) {
    this.network = config.network(weights.type());
    this.weights = weights;
  }

  public DecoderConfig config() {
    return network.config();
  }

  public Weights weights() {
    return weights;
  }

  /** Bound to the weights in the innermost scope. */
  Decoder decoder() {
    return network.decoder(weights);
  }

  @Override
  public void close() {
    network.close();
    weights.close();
  }
}
