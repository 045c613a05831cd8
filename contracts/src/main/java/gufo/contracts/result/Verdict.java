package gufo.contracts.result;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What a comparison showed. None of them says that a data set is harmless. */
public enum Verdict {
  /** The difference is above zero, and no other answer gained as much. */
  @JsonProperty("transmitted")
  TRANSMITTED,
  /** The difference is below the margin. */
  @JsonProperty("not-transmitted")
  NOT_TRANSMITTED,
  /** The runs cannot tell, or the rise is not shown to be the trait's. */
  @JsonProperty("underpowered")
  UNDERPOWERED;

  /** The name in JSON and in facts, for example {@code not-transmitted}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
