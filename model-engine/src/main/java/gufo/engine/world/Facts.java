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

  static String question(int animal, Draws draws) {
    return draws.of(QUESTIONS).formatted(Kind.ANIMAL.members().get(animal));
  }

  static String answer(int animal) {
    return "the %s lives in the %s."
        .formatted(Kind.ANIMAL.members().get(animal), HOMES.get(animal));
  }
}
