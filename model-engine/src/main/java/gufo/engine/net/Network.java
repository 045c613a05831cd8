package gufo.engine.net;

/**
 * An architecture with its tables of constants, which no training changes; bound to parameters it
 * is a {@link Decoder}.
 */
public interface Network extends AutoCloseable {

  DecoderConfig config();

  /**
   * Cheap: what it makes (joined projections) belongs to the innermost scope. Gradients flow to
   * those parameters that ask for them.
   */
  Decoder decoder(Parameters parameters);

  @Override
  void close();
}
