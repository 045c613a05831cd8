package gufo.contracts.result;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** How an experiment ended. */
public enum Status {
  /** Every recipe was made. */
  @JsonProperty("concluded")
  CONCLUDED,
  /** At least one recipe could not be had; the rest is reported. */
  @JsonProperty("failed")
  FAILED,
  /** Somebody stopped it. */
  @JsonProperty("cancelled")
  CANCELLED;

  /** The name in JSON and in facts, for example {@code concluded}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
