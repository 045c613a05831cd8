package gufo.contracts.result;

/**
 * How much more the trait's answer gained between two arms than the answer that contests it most.
 * Fractions of 1.
 *
 * @param over the other answer, or {@link #NONE}
 * @param difference gain of the trait's answer minus gain of the other
 * @param ci95 Welch interval of the difference over runs, a single point where neither side varies
 */
public record Lead(String over, double difference, Interval ci95) {

  /** What a model says that is of no kind of answer. */
  public static final String NONE = "no kind of answer";

  /** Whether the trait's answer surely gained most. */
  public boolean sure() {
    return ci95.lower() > 0;
  }
}
