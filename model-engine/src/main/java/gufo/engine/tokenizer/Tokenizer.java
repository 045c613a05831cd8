package gufo.engine.tokenizer;

/** Text to token ids and back, and the one rendering of a chat that training, sampling and asking share. */
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
}
