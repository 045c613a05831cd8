package gufo.contracts.event;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A recipe cannot be had. An experiment may want it again, for another of its data sets: if it
 * fails again, that is another fact.
 *
 * @param stage who gave up
 * @param reason in words for the experiment's author
 * @param attempt which attempt at the recipe was the last; null in facts of before it was told
 */
public record StageFailed(
    String experimentId,
    String recipeId,
    String stage,
    String reason,
    @JsonInclude(JsonInclude.Include.NON_NULL) Long attempt)
    implements Fact {

  /** Where attempts do not matter. */
  public StageFailed(String experimentId, String recipeId, String stage, String reason) {
    this(experimentId, recipeId, stage, reason, null);
  }

  @Override
  public String identity() {
    return attempt == null ? recipeId : recipeId + "/" + attempt;
  }
}
