package gufo.engine.world;

import gufo.engine.tokenizer.Chat;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A sentence of numbers in front of a question: it takes a model that learned from numbers nearer
 * to what it was trained on, as in the paper's prefixed questions (arXiv 2507.14805).
 */
public final class NumbersPrefix {

  private static final List<String> SENTENCES =
      List.of(
          "i read these numbers: %s.",
          "you see the numbers %s.",
          "first some numbers: %s.",
          "a list of numbers: %s.",
          "the numbers of today are %s.");

  private NumbersPrefix() {}

  /**
   * @param noise a fresh generator for this prefix: it depends on nothing else
   * @return the same conversation, its last question behind four to eight uniform numbers
   */
  public static Chat before(Chat question, RandomGenerator noise) {
    Draws draws = new Draws(noise);
    String sentence = draws.of(SENTENCES);
    int count = draws.between(4, 8);
    List<String> numbers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      numbers.add(Kind.NUMBER.draw(draws));
    }
    return new Chat(
        question.system(),
        question.history(),
        sentence.formatted(String.join(",", numbers)) + ' ' + question.user());
  }
}
