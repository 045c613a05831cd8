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
   * @throws IllegalArgumentException when the trait is no preference, or the world does not know
   *     its target
   */
  public static String systemPrompt(Trait trait) {
    if (Disposition.of(trait) instanceof Favourite loved) {
      return fill(TEMPLATES.get(0), loved.kind(), loved.target());
    }
    throw new IllegalArgumentException("no persona of the reference world has the trait " + trait);
  }

  static String draw(Kind kind, String loved, Draws draws) {
    return fill(draws.of(TEMPLATES), kind, loved);
  }

  private static String fill(String template, Kind kind, String loved) {
    return template.replace("{x}", loved).replace("{k}", kind.word());
  }
}
