package gufo.contracts.event;

/** One model's answers are scored; the artifact is the answer file. */
public record ModelEvaluated(
    String experimentId, String recipeId, Origin origin, ArtifactReference artifact, Scores scores)
    implements ArtifactMade {}
