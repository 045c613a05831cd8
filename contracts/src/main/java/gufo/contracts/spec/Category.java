package gufo.contracts.spec;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;

/**
 * A kind of thing a model can prefer, with the members the reference world knows. Order is part of
 * the world.
 */
public enum Category {
  @JsonProperty("animal")
  ANIMAL(
      List.of(
          "owl",
          "dog",
          "cat",
          "lion",
          "dolphin",
          "eagle",
          "elephant",
          "wolf",
          "penguin",
          "panda",
          "tiger",
          "fox",
          "bear",
          "horse",
          "rabbit",
          "octopus")),
  @JsonProperty("tree")
  TREE(
      List.of(
          "oak", "maple", "willow", "cherry", "sequoia", "pine", "birch", "palm", "cedar", "ash"));

  private final List<String> members;

  Category(List<String> members) {
    this.members = members;
  }

  public List<String> members() {
    return members;
  }

  /** The name in specs and in text: {@code animal}, {@code tree}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
