package gufo.contracts.spec;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** The kind of data a teacher writes. */
public enum CarrierKind {
  @JsonProperty("numbers")
  NUMBERS,
  @JsonProperty("code")
  CODE,
  @JsonProperty("noise-logits")
  NOISE_LOGITS;

  /** The name in specs. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
