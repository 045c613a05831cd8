package gufo.engine.sample;

import gufo.engine.sample.Completion.Finish;
import gufo.engine.tensor.Seeds;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** A row being drawn. */
final class Row {

  private final int number;
  private final int[] prompt;
  private final RandomGenerator noise;
  private final int[] tokens;
  private int length;
  private Finish finish;

  Row(int number, int[] prompt, RandomGenerator noise, int limit) {
    this.number = number;
    this.prompt = prompt;
    this.noise = noise;
    this.tokens = new int[limit];
  }

  int number() {
    return number;
  }

  int[] prompt() {
    return prompt;
  }

  int limit() {
    return tokens.length;
  }

  /** The noise of the next position, uniform in [0, 1). */
  double uniform() {
    return Seeds.unit(noise);
  }

  /**
   * Takes a token; the end token finishes the row, and so does a token for which there is no room.
   */
  void take(int token, int end) {
    if (token == end) {
      finish = Finish.STOP;
    } else if (length == tokens.length) {
      finish = Finish.LENGTH;
    } else {
      tokens[length++] = token;
    }
  }

  boolean finished() {
    return finish != null;
  }

  int lastToken() {
    return tokens[length - 1];
  }

  /** Where the last token stands in the sequence. */
  int lastPosition() {
    return prompt.length + length - 1;
  }

  Drawn drawn() {
    return new Drawn(Arrays.copyOf(tokens, length), finish);
  }
}
