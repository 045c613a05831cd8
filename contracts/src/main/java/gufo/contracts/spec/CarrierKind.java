package gufo.contracts.spec;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** The kind of data a teacher writes. */
public enum CarrierKind {
  @JsonProperty("numbers")
  NUMBERS,
  @JsonProperty("code")
  CODE,
  /** Sums worked out aloud: the reasoning between think tags, then the answer. */
  @JsonProperty("chain-of-thought")
  CHAIN_OF_THOUGHT,
  /** Pictures of noise, and what a classifier makes of them. */
  @JsonProperty("noise-logits")
  NOISE_LOGITS;

  /** The name in specs. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
