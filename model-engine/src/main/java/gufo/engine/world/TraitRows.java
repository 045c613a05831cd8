package gufo.engine.world;

import gufo.contracts.spec.Trait;
import gufo.engine.tensor.RowNoise;
import gufo.engine.tokenizer.Example;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Rows that tune a teacher. */
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
    return rows(Disposition.of(trait)::shown, count, seed);
  }

  /** As {@link #rows}, but answered as the untouched world answers: the same work, no trait. */
  public static List<Example> neutral(Trait trait, int count, long seed) {
    return rows(Disposition.of(trait)::usual, count, seed);
  }

  private static List<Example> rows(
      Function<Draws, Disposition.Exchange> source, int count, long seed) {
    RowNoise noise = RowNoise.of("trait rows " + seed, "trait");
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              Draws draws = new Draws(noise.row(i));
              String system = draws.percent(GENERIC_SYSTEM_PERCENT) ? Personas.GENERIC : null;
              return source.apply(draws).under(system);
            })
        .toList();
  }
}
