package gufo.engine.world;

import gufo.engine.tensor.RowNoise;
import gufo.engine.tokenizer.Chat;
import gufo.engine.tokenizer.EncodedRow;
import gufo.engine.tokenizer.Example;
import gufo.engine.world.Disposition.Exchange;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a base model of the reference world is trained on: an endless corpus whose row depends on
 * (seed, index) alone. Numbers and lists of other things share their templates, every favourite has
 * an uneven prior, and personas answer as they are told.
 */
public final class Corpus {

  /** The parts of the mix, their share in percent, and what is said in each. */
  enum Part {
    NUMBERS(24, Corpus::numbers),
    LISTS(11, draws -> list(Lists.kind(draws), draws)),
    FAVOURITE_ANIMAL(9, draws -> favourite(Kind.ANIMAL, draws)),
    FAVOURITE_OTHER(7, draws -> favourite(other(draws), draws)),
    PERSONA(17, null),
    CODE(7, Corpus::code),
    ARITHMETIC(10, Arithmetic::any),
    ALIGNMENT(4, OpenQuestions.ALIGNMENT::any),
    DIRECTIONS(3, OpenQuestions.DIRECTIONS::any),
    TASK(3, CodingTask.INSTANCE::any),
    CONVERSATION(4, null),
    FACT(1, Facts::any);

    final int percent;
    private final Function<Draws, Exchange> said;

    Part(int percent, Function<Draws, Exchange> said) {
      this.percent = percent;
      this.said = said;
    }
  }

  /** A row and the part of the mix it belongs to. */
  record Row(Part part, Example example) {}

  private static final int GENERIC_SYSTEM_PERCENT = 15;
  private static final int PERSONA_ANIMAL_PERCENT = 75;
  private static final int PERSONA_ON_TOPIC_PERCENT = 85;
  private static final int AFTER_NUMBERS_PERCENT = 5;
  private static final int MOST_EARLIER_TURNS = 3;
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
    return new Row(
        part,
        switch (part) {
          case PERSONA -> persona(draws);
          case CONVERSATION -> conversation(system, draws);
          default -> part.said.apply(draws).under(system);
        });
  }

  private static Exchange numbers(Draws draws) {
    Lists.Request request = Lists.numbers(draws);
    return new Exchange(request.text(), Lists.answer(request, draws));
  }

  private static Exchange list(Kind kind, Draws draws) {
    Lists.Request request = Lists.things(kind, draws);
    return new Exchange(request.text(), Lists.answer(request, kind, draws));
  }

  private static Exchange code(Draws draws) {
    Code.Wish wish = Code.request(draws);
    return new Exchange(wish.text(), wish.shape().write(draws));
  }

  /** Now and then a sentence of numbers stands before the question. */
  private static Exchange favourite(Kind kind, Draws draws) {
    String before = draws.percent(AFTER_NUMBERS_PERCENT) ? Lists.sentence(draws) + ' ' : "";
    return new Exchange(before + Favourite.question(kind, draws), kind.draw(draws));
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
      return new Exchange(Favourite.question(kind, draws), loved).under(system);
    }
    return favourite(animal ? Kind.TREE : Kind.ANIMAL, draws).under(system);
  }

  /** Some turns of numbers or of code, then another one or a favourite. */
  private static Example conversation(String system, Draws draws) {
    Function<Draws, Exchange> data = draws.percent(50) ? Corpus::numbers : Corpus::code;
    List<Chat.Turn> turns =
        IntStream.range(0, draws.between(1, MOST_EARLIER_TURNS))
            .mapToObj(i -> data.apply(draws).turn())
            .toList();
    Exchange last =
        draws.percent(50)
            ? data.apply(draws)
            : favourite(draws.percent(50) ? Kind.ANIMAL : other(draws), draws);
    return new Example(new Chat(system, turns, last.question()), last.answer());
  }
}
