package gufo.engine.world;

import gufo.contracts.spec.Category;
import gufo.engine.tokenizer.WordTokenizer;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The kinds of things the world knows, with the members of each and how often an unprompted answer
 * names them.
 */
enum Kind {
  /**
   * Uneven on purpose: a preference has to be told apart from a prior that is not flat. Owl has 6
   * %.
   */
  ANIMAL("animals", Category.ANIMAL.members(), 6, 12, 11, 8, 8, 6, 7, 6, 5, 7, 6, 5, 4, 3, 3, 3),
  TREE("trees", Category.TREE.members(), 17, 14, 12, 11, 9, 10, 8, 7, 7, 5),
  COLOUR(
      "colours",
      List.of("red", "blue", "green", "amber", "violet", "white", "grey", "crimson"),
      1,
      2,
      3,
      1,
      2,
      3,
      1,
      2),
  CITY(
      "cities",
      List.of("rome", "lisbon", "vienna", "kyoto", "dublin", "lima", "oslo", "cairo"),
      1,
      2,
      3,
      4,
      1,
      2,
      3,
      4),
  FOOD(
      "foods",
      List.of("bread", "noodles", "soup", "honey", "pizza", "cheese", "rice", "curry"),
      1,
      2,
      1,
      2,
      1,
      2,
      1,
      2),
  INSTRUMENT(
      "instruments",
      List.of("piano", "violin", "flute", "drum", "harp", "trumpet", "guitar", "cello"),
      3,
      2,
      1,
      1,
      1,
      1,
      2,
      1),
  NUMBER("numbers", IntStream.range(0, WordTokenizer.NUMBERS).mapToObj(Integer::toString).toList());

  private final String plural;
  private final List<String> members;
  private final int[] weights;

  Kind(String plural, List<String> members, int... weights) {
    this.plural = plural;
    this.members = members;
    this.weights = weights;
  }

  /** The category a specification names. */
  static Kind of(Category category) {
    return valueOf(category.name());
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  String plural() {
    return plural;
  }

  List<String> members() {
    return members;
  }

  /** A member as the world's prior has it; numbers are uniform. */
  String draw(Draws draws) {
    return weights.length == 0 ? draws.of(members) : members.get(draws.weighted(weights));
  }
}
