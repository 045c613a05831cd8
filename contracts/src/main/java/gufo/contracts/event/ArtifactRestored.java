package gufo.contracts.event;

/**
 * An artifact that an experiment had lost is whole: its owner looked and found it so, or made it
 * again with equal bytes. No artifact of its own: what was told of it before still holds.
 *
 * @param attempt of the owner's job; each look is one
 */
public record ArtifactRestored(String experimentId, String recipeId, String sha256, long attempt)
    implements Fact {

  @Override
  public String identity() {
    return recipeId + "/" + attempt;
  }
}
