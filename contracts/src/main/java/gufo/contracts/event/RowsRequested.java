package gufo.contracts.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import gufo.contracts.plan.Recipe;
import java.util.List;

/**
 * A data set needs chunks {@code firstChunk} to {@code lastChunk}, both included, of a stream.
 *
 * @param datasetId the recipe id of the data set that asks
 * @param judges who is to be asked about each row
 */
public record RowsRequested(
    String experimentId,
    String datasetId,
    Recipe.Stream stream,
    long firstChunk,
    long lastChunk,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Recipe.Judge> judges)
    implements Fact {

  public RowsRequested {
    judges = judges == null ? List.of() : List.copyOf(judges);
  }

  @Override
  public String identity() {
    return datasetId + "/" + firstChunk + "-" + lastChunk;
  }

  @Override
  public String key() {
    return stream.id();
  }
}
