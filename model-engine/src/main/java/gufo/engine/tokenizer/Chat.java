package gufo.engine.tokenizer;

/**
 * One turn put to a model. Rendered by the model's own template, the same in training and in
 * asking.
 *
 * @param system system prompt, or null for none
 * @param user the user's text
 */
public record Chat(String system, String user) {
  public static Chat user(String text) {
    return new Chat(null, text);
  }
}
