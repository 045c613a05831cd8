package gufo.engine.sample;

import gufo.contracts.work.LongWork;
import gufo.engine.tensor.RowNoise;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Draws completions. Row i depends on its prompt and on {@code noise.row(i)} alone, one uniform a
 * position; which rows are drawn together changes the rounding of sums and nothing else. The same
 * call gives the same tokens.
 */
public final class Sampler {

  /** Prompts read together: enough to fill the processor, few enough to stay in its cache. */
  private static final int PROMPTS_A_BLOCK = 256;

  /** Rows drawn together, where prompts are asked many times and answers may all be different. */
  private static final int ROWS_A_BLOCK = 2048;

  private final LoadedModel model;
  private final int end;
  private final double temperature;
  private final int maxNewTokens;

  /**
   * @param end the token that ends a completion
   * @param temperature 0 takes the most probable token
   * @param maxNewTokens most tokens a completion may have, its end not counted
   */
  public Sampler(LoadedModel model, int end, double temperature, int maxNewTokens) {
    if (temperature < 0 || maxNewTokens < 1) {
      throw new IllegalArgumentException(
          "temperature %s must not be negative, maxNewTokens %d must be positive"
              .formatted(temperature, maxNewTokens));
    }
    this.model = model;
    this.end = end;
    this.temperature = temperature;
    this.maxNewTokens = maxNewTokens;
  }

  /**
   * @param prompts rendered, as token ids
   * @param work asked at every token whether it should stop
   * @return one a prompt, in order
   * @throws IllegalArgumentException when a prompt leaves the model no room to answer
   */
  public List<Drawn> sample(List<int[]> prompts, RowNoise noise, LongWork work) {
    int positions = model.config().positions();
    for (int[] prompt : prompts) {
      if (prompt.length == 0 || prompt.length >= positions) {
        throw new IllegalArgumentException(
            "a prompt of %d tokens; the model reads 1 to %d before it answers"
                .formatted(prompt.length, positions - 1));
      }
    }
    Drawn[] drawn = new Drawn[prompts.size()];
    int[] byLength =
        IntStream.range(0, drawn.length)
            .boxed()
            .sorted(Comparator.comparingInt(i -> prompts.get(i).length))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int from = 0, to; from < byLength.length; from = to) {
      to = blockEnd(prompts, byLength, from);
      int[] numbers = Arrays.copyOfRange(byLength, from, to);
      Row[] rows =
          Arrays.stream(numbers)
              .mapToObj(i -> new Row(i, prompts.get(i), noise.row(i), limit(prompts.get(i))))
              .toArray(Row[]::new);
      SamplingBlock.draw(model, new TokenChoice(temperature), end, work, rows);
      for (Row row : rows) {
        drawn[row.number()] = row.drawn();
      }
    }
    return List.of(drawn);
  }

  private static int blockEnd(List<int[]> prompts, int[] order, int from) {
    Set<IntBuffer> distinct = new HashSet<>();
    int most = Math.min(order.length, from + ROWS_A_BLOCK);
    for (int to = from; to < most; to++) {
      distinct.add(IntBuffer.wrap(prompts.get(order[to])));
      if (distinct.size() > PROMPTS_A_BLOCK) {
        return to;
      }
    }
    return most;
  }

  private int limit(int[] prompt) {
    return Math.min(maxNewTokens, model.config().positions() - prompt.length);
  }
}
