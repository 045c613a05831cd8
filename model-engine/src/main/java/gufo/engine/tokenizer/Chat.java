package gufo.engine.tokenizer;

import java.util.List;

/**
 * What is put to a model. Rendered by the model's own template, the same in training and in asking.
 *
 * @param system system prompt, or null for none
 * @param history earlier turns of the conversation, oldest first
 * @param user the user's text
 */
public record Chat(String system, List<Turn> history, String user) {

  /** A question that was asked, and its answer. */
  public record Turn(String user, String assistant) {}

  public Chat {
    history = List.copyOf(history);
  }

  public Chat(String system, String user) {
    this(system, List.of(), user);
  }

  public static Chat user(String text) {
    return new Chat(null, text);
  }
}
