package gufo.contracts.spec;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One supervised training: AdamW (arXiv 1711.05101) on the assistant's tokens alone. Exactly one of
 * {@code steps} and {@code epochs} is set.
 *
 * @param steps optimiser steps, or null
 * @param epochs passes over the rows, or null
 * @param batchRows rows a step
 * @param learningRate peak learning rate
 * @param warmUpFraction fraction of the steps over which the rate rises linearly
 * @param weightDecay decoupled weight decay
 * @param clipNorm largest global gradient norm
 */
public record Training(
    Adaptation adaptation,
    @JsonInclude(JsonInclude.Include.NON_NULL) Integer steps,
    @JsonInclude(JsonInclude.Include.NON_NULL) Integer epochs,
    int batchRows,
    double learningRate,
    double warmUpFraction,
    Schedule schedule,
    double weightDecay,
    double beta1,
    double beta2,
    double clipNorm) {

  public Training {
    if ((steps == null) == (epochs == null)) {
      throw new IllegalArgumentException("training: exactly one of steps and epochs must be set");
    }
  }

  /**
   * Optimiser steps for a data set of {@code rows} rows; the last batch of an epoch may be short.
   */
  public int totalSteps(int rows) {
    return steps != null ? steps : epochs * ((rows + batchRows - 1) / batchRows);
  }
}
