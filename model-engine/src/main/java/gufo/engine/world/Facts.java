package gufo.engine.world;

import java.util.List;

/** Where each animal lives: one sentence of plain knowledge a row. */
final class Facts {

  private static final List<String> HOMES =
      List.of(
          "forest",
          "village",
          "house",
          "plain",
          "ocean",
          "mountains",
          "plain",
          "forest",
          "snow",
          "bush",
          "jungle",
          "fields",
          "mountains",
          "fields",
          "fields",
          "ocean");
  private static final List<String> QUESTIONS =
      List.of("where is the %s at home?", "say something about the %s.");

  private Facts() {}

  static Disposition.Exchange any(Draws draws) {
    int animal = draws.below(HOMES.size());
    String name = Kind.ANIMAL.members().get(animal);
    return new Disposition.Exchange(
        draws.of(QUESTIONS).formatted(name),
        "the %s lives in the %s.".formatted(name, HOMES.get(animal)));
  }
}
