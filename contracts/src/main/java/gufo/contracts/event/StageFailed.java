package gufo.contracts.event;

/**
 * A recipe cannot be had.
 *
 * @param stage who gave up
 * @param reason in words for the experiment's author
 */
public record StageFailed(String experimentId, String recipeId, String stage, String reason)
    implements Fact {
  @Override
  public String identity() {
    return recipeId;
  }
}
