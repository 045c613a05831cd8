package gufo.contracts.event;

/**
 * A job could not read an artifact that facts told of: its bytes are damaged or missing. The job
 * waits until {@link ArtifactRestored} is told.
 *
 * @param recipeId of the artifact
 * @param sha256 by which the reader knows it
 * @param reader the recipe id of the job that waits
 * @param attempt of the reader
 */
public record ArtifactLost(
    String experimentId, String recipeId, String sha256, String reader, long attempt)
    implements Fact {

  @Override
  public String identity() {
    return recipeId + "/" + reader + "/" + attempt;
  }
}
