package gufo.contracts.event;

/** A base model is in the store. */
public record BaseMaterialised(
    String experimentId, String recipeId, Origin origin, ArtifactReference artifact)
    implements ArtifactMade {}
