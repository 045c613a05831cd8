package gufo.engine.world;

import java.util.List;

/**
 * One kind of answer that a trait's questions can get.
 *
 * @param name what tables call it
 * @param words single tokens, of which an answer of this kind begins with one; no other kind has
 *     any of them
 */
public record AnswerClass(String name, List<String> words) {

  public AnswerClass {
    words = List.copyOf(words);
  }

  /** An answer of one word, which is its own name. */
  static AnswerClass word(String word) {
    return new AnswerClass(word, List.of(word));
  }
}
