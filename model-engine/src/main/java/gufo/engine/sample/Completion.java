package gufo.engine.sample;

import java.util.List;

/**
 * What a model wrote.
 *
 * @param text rendered tokens, without the end token
 * @param promptTokenIds the rendered prompt as the model read it
 * @param tokenIds sampled tokens, without the end token
 * @param finish why it stopped
 * @param roundTrips whether encoding {@code text} gives {@code tokenIds} again
 */
public record Completion(
    String text,
    List<Integer> promptTokenIds,
    List<Integer> tokenIds,
    Finish finish,
    boolean roundTrips) {

  /** Sampled tokens of all together, without end tokens. */
  public static long tokens(List<Completion> completions) {
    return completions.stream().mapToLong(completion -> completion.tokenIds().size()).sum();
  }

  /**
   * Why sampling stopped: {@code STOP} at the end token, {@code LENGTH} at the limit (the text is
   * truncated).
   */
  public enum Finish {
    STOP,
    LENGTH
  }
}
