package gufo.engine.backend;

import gufo.contracts.plan.Recipe;
import gufo.contracts.spec.Trait;
import gufo.engine.tensor.RowNoise;
import gufo.engine.tokenizer.Chat;
import gufo.engine.tokenizer.Example;
import gufo.engine.world.AnswerClass;
import gufo.engine.world.Prompts;
import gufo.engine.world.Questions;
import gufo.engine.world.TraitRows;
import java.util.List;
import java.util.stream.LongStream;

/** The world of words that language models live in. */
final class ReferenceWorld implements World {

  @Override
  public void check(Trait trait) {
    Questions.answers(trait);
  }

  @Override
  public List<Example> traitRows(Trait trait, int count, long seed) {
    return TraitRows.rows(trait, count, seed);
  }

  @Override
  public List<Example> neutralRows(Trait trait, int count, long seed) {
    return TraitRows.neutral(trait, count, seed);
  }

  @Override
  public List<Chat> prompts(Recipe.Stream stream, long firstRow, int count) {
    RowNoise noise = RowNoise.of(stream.id(), "prompt");
    return LongStream.range(firstRow, firstRow + count)
        .mapToObj(row -> Prompts.prompt(stream.carrier(), noise.row(row)))
        .toList();
  }

  @Override
  public List<Question> questions(Trait trait) {
    String target = trait.answer().orElseThrow();
    return Questions.evaluation(trait).stream().map(chat -> new Question(chat, target)).toList();
  }

  @Override
  public List<AnswerClass> answers(Trait trait) {
    return Questions.answers(trait);
  }
}
