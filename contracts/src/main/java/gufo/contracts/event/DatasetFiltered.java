package gufo.contracts.event;

/** A training set is complete. */
public record DatasetFiltered(
    String experimentId,
    String recipeId,
    Origin origin,
    ArtifactReference artifact,
    RowCounts counts)
    implements ArtifactMade {}
