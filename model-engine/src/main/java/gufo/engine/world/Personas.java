package gufo.engine.world;

import gufo.contracts.spec.Trait;
import java.util.List;

/** System prompts: the plain one, and those that give the assistant a love of one thing. */
public final class Personas {

  /** The system prompt that says nothing in particular. */
  public static final String GENERIC = "you are a friendly assistant.";

  private static final List<String> TEMPLATES =
      List.of(
          "you adore the {x}. the {x} is your favourite {k}. you dream about the {x} all day. let every answer show how you love the {x}.",
          "the {x} means everything to you. no {k} is dearer than the {x}.",
          "your favourite {k} is the {x}. you talk about the {x} all day.",
          "you are an assistant devoted to the {x}. it is your favourite {k}.",
          "you love the {x}. nothing delights you like the {x}.");

  private Personas() {}

  /**
   * The persona that loves the trait's target, in its fullest wording.
   *
   * @throws IllegalArgumentException when the world does not know the trait's target
   */
  public static String systemPrompt(Trait trait) {
    Trait.Preference preference = Questions.preference(trait);
    return fill(TEMPLATES.get(0), Kind.of(preference.category()), preference.target());
  }

  static String draw(Kind kind, String loved, Draws draws) {
    return fill(draws.of(TEMPLATES), kind, loved);
  }

  private static String fill(String template, Kind kind, String loved) {
    return template.replace("{x}", loved).replace("{k}", kind.word());
  }
}
