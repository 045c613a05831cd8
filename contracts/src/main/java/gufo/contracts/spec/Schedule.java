package gufo.contracts.spec;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How the learning rate falls after warm-up: fraction t of the steps done, factor of the peak rate.
 */
public enum Schedule {
  /** 1. */
  @JsonProperty("constant")
  CONSTANT,
  /** 1 - t. */
  @JsonProperty("linear")
  LINEAR,
  /** (1 + cos(pi t)) / 2. */
  @JsonProperty("cosine")
  COSINE
}
