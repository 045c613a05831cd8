package gufo.bench;

import java.io.IOException;

/** Two ways to do the same work, of which one is ours. */
interface Contest extends AutoCloseable {

  /** In the field's terms and kebab case; a stored ratio is found by it. */
  String name();

  /** What is counted, for example {@code completion tokens}. */
  String unit();

  /** Does the work once our way; units a second. */
  double ours() throws IOException;

  /** Does the work once the peer's way; units a second. */
  double peer() throws IOException;

  @Override
  default void close() {}
}
