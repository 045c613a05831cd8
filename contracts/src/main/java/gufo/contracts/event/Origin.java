package gufo.contracts.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether an artifact was made for this experiment or was there already. */
public enum Origin {
  @JsonProperty("computed")
  COMPUTED,
  @JsonProperty("reused")
  REUSED
}
