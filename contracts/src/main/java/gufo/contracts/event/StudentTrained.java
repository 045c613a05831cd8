package gufo.contracts.event;

/**
 * A student is in the store.
 *
 * @param firstLoss nats a token, first step
 * @param lastLoss nats a token, mean over the last tenth of the steps
 */
public record StudentTrained(
    String experimentId,
    String recipeId,
    Origin origin,
    ArtifactReference artifact,
    int steps,
    double firstLoss,
    double lastLoss)
    implements ArtifactMade {}
