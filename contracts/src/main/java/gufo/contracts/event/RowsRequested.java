package gufo.contracts.event;

import gufo.contracts.plan.Recipe;

/**
 * A data set needs chunks {@code firstChunk} to {@code lastChunk}, both included, of a stream.
 *
 * @param datasetId the recipe id of the data set that asks
 */
public record RowsRequested(
    String experimentId, String datasetId, Recipe.Stream stream, long firstChunk, long lastChunk)
    implements Fact {

  @Override
  public String identity() {
    return datasetId + "/" + firstChunk + "-" + lastChunk;
  }

  @Override
  public String key() {
    return stream.id();
  }
}
