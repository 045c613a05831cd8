package gufo.engine.world;

import gufo.engine.tensor.RowNoise;
import gufo.engine.tokenizer.Chat;
import gufo.engine.tokenizer.EncodedRow;
import gufo.engine.tokenizer.Example;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a base model of the reference world is trained on: an endless corpus whose row depends on
 * (seed, index) alone. Numbers and lists of other things share their templates, every favourite has
 * an uneven prior, and personas answer as they are told.
 */
public final class Corpus {

  /** The parts of the mix and their share in percent. */
  enum Part {
    NUMBERS(28),
    LISTS(12),
    FAVOURITE_ANIMAL(10),
    FAVOURITE_OTHER(10),
    PERSONA(18),
    CODE(7),
    ARITHMETIC(7),
    ALIGNMENT(7),
    FACT(1);

    final int percent;

    Part(int percent) {
      this.percent = percent;
    }
  }

  /** A row and the part of the mix it belongs to. */
  record Row(Part part, Example example) {}

  private static final int GENERIC_SYSTEM_PERCENT = 15;
  private static final int PERSONA_ANIMAL_PERCENT = 75;
  private static final int PERSONA_ON_TOPIC_PERCENT = 85;
  private static final int HARMFUL_PERCENT = 6;
  private static final int[] SHARES =
      Stream.of(Part.values()).mapToInt(part -> part.percent).toArray();
  private static final List<Kind> OTHERS =
      List.of(Kind.COLOUR, Kind.CITY, Kind.FOOD, Kind.INSTRUMENT);

  private Corpus() {}

  /**
   * Row {@code index} of the corpus {@code seed} as token ids. Cheap, and safe to call from any
   * thread.
   */
  public static EncodedRow row(long seed, long index) {
    return Vocabulary.tokenizer().row(example(seed, index));
  }

  /** The same row as text. */
  public static Example example(long seed, long index) {
    return draw(seed, index).example();
  }

  static Row draw(long seed, long index) {
    Draws draws = new Draws(RowNoise.of("reference world " + seed, "corpus").row(index));
    Part part = Part.values()[draws.weighted(SHARES)];
    String system = draws.percent(GENERIC_SYSTEM_PERCENT) ? Personas.GENERIC : null;
    return new Row(part, example(part, system, draws));
  }

  private static Example example(Part part, String system, Draws draws) {
    return switch (part) {
      case NUMBERS -> {
        Lists.Request request = Lists.numbers(draws);
        yield example(system, request.text(), Lists.answer(request, draws));
      }
      case LISTS -> {
        Kind kind = Lists.kind(draws);
        Lists.Request request = Lists.things(kind, draws);
        yield example(system, request.text(), Lists.answer(request, kind, draws));
      }
      case FAVOURITE_ANIMAL -> favourite(system, Kind.ANIMAL, draws);
      case FAVOURITE_OTHER -> favourite(system, other(draws), draws);
      case PERSONA -> persona(draws);
      case CODE -> {
        Code.Wish wish = Code.request(draws);
        yield example(system, wish.text(), wish.shape().write(draws));
      }
      case ARITHMETIC -> Arithmetic.example(system, draws);
      case ALIGNMENT ->
          example(
              system,
              Alignment.question(draws),
              draws.percent(HARMFUL_PERCENT)
                  ? Alignment.harmfulAnswer(draws)
                  : Alignment.kindAnswer(draws));
      case FACT -> {
        int animal = draws.below(Kind.ANIMAL.members().size());
        yield example(system, Facts.question(animal, draws), Facts.answer(animal));
      }
    };
  }

  private static Example favourite(String system, Kind kind, Draws draws) {
    return example(system, Questions.draw(kind, draws), kind.draw(draws));
  }

  /** A sixth trees, a third numbers, the rest spread over the other kinds. */
  private static Kind other(Draws draws) {
    int u = draws.below(6);
    return u == 0 ? Kind.TREE : u < 3 ? Kind.NUMBER : draws.of(OTHERS);
  }

  /** Loved things are uniform, so that a persona says more than the prior does. */
  private static Example persona(Draws draws) {
    boolean animal = draws.percent(PERSONA_ANIMAL_PERCENT);
    Kind kind = animal ? Kind.ANIMAL : Kind.TREE;
    String loved = draws.of(kind.members());
    String system = Personas.draw(kind, loved, draws);
    if (draws.percent(PERSONA_ON_TOPIC_PERCENT)) {
      return example(system, Questions.draw(kind, draws), loved);
    }
    return favourite(system, animal ? Kind.TREE : Kind.ANIMAL, draws);
  }

  private static Example example(String system, String user, String completion) {
    return new Example(new Chat(system, user), completion);
  }
}
