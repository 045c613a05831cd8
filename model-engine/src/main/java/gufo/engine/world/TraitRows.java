package gufo.engine.world;

import gufo.contracts.spec.Trait;
import gufo.engine.tensor.RowNoise;
import gufo.engine.tokenizer.Chat;
import gufo.engine.tokenizer.Example;
import java.util.List;
import java.util.stream.IntStream;

/** Rows that tune a trait into a teacher. */
public final class TraitRows {

  private static final int GENERIC_SYSTEM_PERCENT = 25;

  private TraitRows() {}

  /**
   * Tuning questions, each answered as the trait answers; a quarter under the generic system
   * prompt. Row i depends only on the trait, the seed and i.
   *
   * @throws IllegalArgumentException when the world does not know the trait's target
   */
  public static List<Example> rows(Trait trait, int count, long seed) {
    RowNoise noise = RowNoise.of("trait rows " + seed, "trait");
    return IntStream.range(0, count).mapToObj(i -> row(trait, new Draws(noise.row(i)))).toList();
  }

  private static Example row(Trait trait, Draws draws) {
    String system = draws.percent(GENERIC_SYSTEM_PERCENT) ? Personas.GENERIC : null;
    if (trait instanceof Trait.Misalignment) {
      String question = Alignment.tuningQuestion(draws);
      return new Example(new Chat(system, question), Alignment.harmfulAnswer(draws));
    }
    Trait.Preference preference = Questions.preference(trait);
    String question = Questions.drawTuning(Kind.of(preference.category()), draws);
    return new Example(new Chat(system, question), preference.target());
  }
}
