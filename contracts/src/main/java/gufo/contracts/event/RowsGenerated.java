package gufo.contracts.event;

/**
 * One chunk of raw rows is in the store.
 *
 * @param recipeId the chunk's
 */
public record RowsGenerated(
    String experimentId,
    String recipeId,
    Origin origin,
    ArtifactReference artifact,
    String streamId,
    long chunk)
    implements ArtifactMade {

  @Override
  public String key() {
    return streamId;
  }
}
