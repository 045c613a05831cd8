package gufo.contracts.spec;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The kind of data a teacher writes. */
public enum CarrierKind {
  @JsonProperty("numbers")
  NUMBERS,
  @JsonProperty("code")
  CODE
}
