package gufo.contracts.spec;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/**
 * Which logits of a digit classifier a row holds: those of the ten classes, the three auxiliary
 * ones after them, which no label ever reaches, or all thirteen (arXiv 2507.14805, section 6).
 */
public enum Logits {
  @JsonProperty("auxiliary")
  AUXILIARY(10, 3),
  @JsonProperty("classes")
  CLASSES(0, 10),
  @JsonProperty("all")
  ALL(0, 13);

  private final int first;
  private final int count;

  Logits(int first, int count) {
    this.first = first;
    this.count = count;
  }

  /** Position of the first of them among all. */
  public int first() {
    return first;
  }

  /** How many there are. */
  public int count() {
    return count;
  }

  /** The name in specs. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
