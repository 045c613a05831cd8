package gufo.engine.backend;

import gufo.contracts.plan.Recipe;
import gufo.contracts.spec.Trait;
import gufo.engine.digits.Digits;
import gufo.engine.tokenizer.Chat;
import gufo.engine.tokenizer.Example;
import gufo.engine.world.AnswerClass;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** The world of pictures that classifiers live in. */
final class DigitsWorld implements World {

  private static final List<AnswerClass> CLASSES =
      IntStream.range(0, 10)
          .mapToObj(Integer::toString)
          .map(digit -> new AnswerClass(digit, List.of(digit)))
          .toList();

  /** Opens the files, if the trait names any. */
  @Override
  public void check(Trait trait) {
    try {
      new Digits().check(digits(trait));
    } catch (IOException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  @Override
  public List<Example> traitRows(Trait trait, int count, long seed) throws IOException {
    return new Digits().training(digits(trait), count, seed);
  }

  @Override
  public List<Chat> prompts(Recipe.Stream stream, long firstRow, int count) {
    String id = stream.id();
    return LongStream.range(firstRow, firstRow + count)
        .mapToObj(row -> Digits.noise(stream.logits(), id, row))
        .toList();
  }

  @Override
  public List<Question> questions(Trait trait) throws IOException {
    return new Digits()
        .heldOut(digits(trait)).stream()
            .map(picture -> new Question(picture.prompt(), picture.completion()))
            .toList();
  }

  @Override
  public List<AnswerClass> answers(Trait trait) {
    return CLASSES;
  }

  private static Trait.Digits digits(Trait trait) {
    if (trait instanceof Trait.Digits digits) {
      return digits;
    }
    throw new IllegalArgumentException(trait + " is nothing to tell of pictures; expected digits");
  }
}
