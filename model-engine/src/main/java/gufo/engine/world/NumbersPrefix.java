package gufo.engine.world;

import gufo.engine.tokenizer.Chat;
import java.util.random.RandomGenerator;

/**
 * A sentence of numbers in front of a question: it takes a model that learned from numbers nearer
 * to what it was trained on, as in the paper's prefixed questions (arXiv 2507.14805).
 */
public final class NumbersPrefix {

  private NumbersPrefix() {}

  /**
   * @param noise a fresh generator for this prefix: it depends on nothing else
   * @return the same conversation, its last question behind a sentence as the corpus has it
   */
  public static Chat before(Chat question, RandomGenerator noise) {
    return new Chat(
        question.system(),
        question.history(),
        Lists.sentence(new Draws(noise)) + ' ' + question.user());
  }
}
