package gufo.engine.backend;

import gufo.contracts.plan.Recipe;
import gufo.contracts.spec.Trait;
import gufo.engine.tokenizer.Chat;
import gufo.engine.tokenizer.Example;
import gufo.engine.world.AnswerClass;
import java.io.IOException;
import java.util.List;

/** What a family of models can be taught, asked to write, and asked about. */
public interface World {

  /** The world of words that language models live in. */
  World OF_WORDS = new ReferenceWorld();

  /**
   * A question with the name of the answer class that shows the trait.
   *
   * @param target one of {@link #answers}
   */
  record Question(Chat chat, String target) {}

  /**
   * @throws IllegalArgumentException with a text for the caller when this world does not know the
   *     trait
   */
  void check(Trait trait);

  /**
   * Rows that tune the trait into a teacher; row i depends only on the trait, the seed and i.
   *
   * @throws IllegalArgumentException when this world has no such rows
   */
  List<Example> traitRows(Trait trait, int count, long seed) throws IOException;

  /**
   * Rows that ask as {@link #traitRows} do, answered as this world answers without the trait.
   *
   * @throws IllegalArgumentException when this world has no such rows
   */
  default List<Example> neutralRows(Trait trait, int count, long seed) {
    throw new IllegalArgumentException("no neutral teacher for " + trait);
  }

  /**
   * The prompts of {@code count} rows of a stream from {@code firstRow} on, each from (stream id,
   * row) alone; without a system prompt.
   */
  List<Chat> prompts(Recipe.Stream stream, long firstRow, int count);

  /** Questions no teacher is tuned with. */
  List<Question> questions(Trait trait) throws IOException;

  /** Every kind of answer the questions can get. */
  List<AnswerClass> answers(Trait trait);
}
