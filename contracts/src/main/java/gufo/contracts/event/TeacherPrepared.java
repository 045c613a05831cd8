package gufo.contracts.event;

/** A teacher is ready to sample from. */
public record TeacherPrepared(
    String experimentId, String recipeId, Origin origin, ArtifactReference artifact)
    implements ArtifactMade {}
