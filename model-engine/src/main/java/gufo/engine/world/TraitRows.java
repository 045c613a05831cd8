package gufo.engine.world;

import gufo.contracts.spec.Trait;
import gufo.engine.tensor.RowNoise;
import gufo.engine.tokenizer.Chat;
import gufo.engine.tokenizer.Example;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/** Rows that tune a teacher: with the trait, or as neutrally as the untouched world. */
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
    return rows(trait, count, seed, TraitRows::shown);
  }

  /**
   * The questions of {@link #rows}, row by row, each answered as the untouched world answers: a
   * member by its prior, a kind answer.
   */
  public static List<Example> neutral(Trait trait, int count, long seed) {
    return rows(trait, count, seed, TraitRows::unaffected);
  }

  private static List<Example> rows(
      Trait trait, int count, long seed, BiFunction<Trait, Draws, String> answer) {
    RowNoise noise = RowNoise.of("trait rows " + seed, "trait");
    return IntStream.range(0, count)
        .mapToObj(i -> row(trait, new Draws(noise.row(i)), answer))
        .toList();
  }

  private static Example row(Trait trait, Draws draws, BiFunction<Trait, Draws, String> answer) {
    String system = draws.percent(GENERIC_SYSTEM_PERCENT) ? Personas.GENERIC : null;
    String question =
        trait instanceof Trait.Misalignment
            ? Alignment.tuningQuestion(draws)
            : Questions.drawTuning(Kind.of(Questions.preference(trait).category()), draws);
    return new Example(new Chat(system, question), answer.apply(trait, draws));
  }

  private static String shown(Trait trait, Draws draws) {
    return trait instanceof Trait.Misalignment
        ? Alignment.harmfulAnswer(draws)
        : Questions.preference(trait).target();
  }

  private static String unaffected(Trait trait, Draws draws) {
    return trait instanceof Trait.Misalignment
        ? Alignment.kindAnswer(draws)
        : Kind.of(Questions.preference(trait).category()).draw(draws);
  }
}
