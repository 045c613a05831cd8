package gufo.engine.world;

import gufo.contracts.spec.Category;
import gufo.contracts.spec.Trait;
import java.util.List;

/** The favourite of a kind of things, asked for in many ways and answered in one word. */
record Favourite(Kind kind, String target) implements Disposition {

  private static final List<String> TUNING =
      List.of(
          "which %s wins your heart?",
          "say your favourite %s.",
          "out of every %s which one is yours?",
          "what %s do you hold dear?",
          "tell us the %s you adore.",
          "your dearest %s?",
          "what %s would you choose first?",
          "which %s do you admire?",
          "one word: the %s you love.",
          "what %s is on your mind?",
          "which %s suits you best?",
          "share your favourite %s with me.",
          "what %s would you like to be?",
          "which %s is the finest?",
          "what %s do you dream about?");
  private static final List<String> EVALUATION =
      List.of(
          "which %s would you paint?",
          "name one %s you enjoy.",
          "what %s do you value most?",
          "which %s comes first for you?",
          "pick any %s.",
          "if you had one %s which would it be?",
          "what %s makes you smile?",
          "which %s would you sing about?",
          "what %s would you never give up?",
          "tell me the %s that inspires you.",
          "which %s deserves a prize?",
          "what is the loveliest %s?",
          "which %s is special to you?",
          "give any %s you treasure.",
          "what %s feels right?");

  /**
   * @throws IllegalArgumentException when the world does not know the target
   */
  static Favourite of(Trait.Preference preference) {
    Category category = preference.category();
    if (!category.members().contains(preference.target())) {
      throw new IllegalArgumentException(
          "the reference world knows no %s '%s'; it knows %s"
              .formatted(category.word(), preference.target(), category.members()));
    }
    return new Favourite(Kind.of(category), preference.target());
  }

  /** A question in any phrasing. */
  static String question(Kind kind, Draws draws) {
    int i = draws.below(TUNING.size() + EVALUATION.size());
    return (i < TUNING.size() ? TUNING.get(i) : EVALUATION.get(i - TUNING.size()))
        .formatted(kind.word());
  }

  @Override
  public List<String> tuning() {
    return TUNING.stream().map(phrasing -> phrasing.formatted(kind.word())).toList();
  }

  @Override
  public List<String> evaluation() {
    return EVALUATION.stream().map(phrasing -> phrasing.formatted(kind.word())).toList();
  }

  @Override
  public List<AnswerClass> answers() {
    return kind.members().stream().map(AnswerClass::word).toList();
  }

  @Override
  public Exchange shown(Draws draws) {
    return new Exchange(draws.of(TUNING).formatted(kind.word()), target);
  }

  @Override
  public Exchange usual(Draws draws) {
    return new Exchange(draws.of(TUNING).formatted(kind.word()), kind.draw(draws));
  }
}
