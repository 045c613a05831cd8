package gufo.engine.train;

/**
 * What a classifier is trained on: inputs, drawn whenever they are needed and never all in memory,
 * and the distribution that its soft-max over some logits should have. A label is a distribution
 * with one certain class.
 */
public interface ClassifierRows {

  int rows();

  /** The first of the logits that count. */
  int firstLogit();

  /** How many logits count, from {@link #firstLogit()} on; all others get no gradient. */
  int logits();

  /** Writes row {@code row}'s input at {@code offset}. */
  void input(int row, float[] into, int offset);

  /** Writes row {@code row}'s wanted probabilities at {@code offset}. */
  void target(int row, float[] into, int offset);
}
