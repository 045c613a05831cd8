package gufo.engine.tokenizer;

import java.util.Arrays;

/**
 * Text to token ids and back, and the one rendering of a chat that training, sampling and asking
 * share.
 */
public interface Tokenizer {

  int vocabularySize();

  /** The token that ends a completion. */
  int end();

  /**
   * @throws IllegalArgumentException naming the first piece of {@code text} that has no token
   */
  int[] encode(String text);

  String decode(int[] tokenIds);

  /** The prompt as the model reads it, up to the point where the completion starts. */
  int[] prompt(Chat chat);

  /**
   * The row to train on: prompt, completion, end.
   *
   * @throws IllegalArgumentException naming the first piece that has no token
   */
  default EncodedRow row(Example example) {
    int[] prompt = prompt(example.prompt());
    int[] completion = encode(example.completion());
    int[] ids = Arrays.copyOf(prompt, prompt.length + completion.length + 1);
    System.arraycopy(completion, 0, ids, prompt.length, completion.length);
    ids[ids.length - 1] = end();
    return new EncodedRow(ids, prompt.length);
  }
}
