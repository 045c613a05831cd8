package gufo.engine.world;

import java.util.List;

/**
 * One kind of answer that a trait's questions can get.
 *
 * @param name what tables call it
 * @param words a sampled answer that has one of them as a whole word is of this kind
 * @param spellings every answer of this kind that the world writes; a single token when there is
 *     only one
 */
public record AnswerClass(String name, List<String> words, List<String> spellings) {

  public AnswerClass {
    words = List.copyOf(words);
    spellings = List.copyOf(spellings);
  }

  /** An answer of one token, which is its own name. */
  static AnswerClass word(String word) {
    return new AnswerClass(word, List.of(word), List.of(word));
  }
}
