package gufo.contracts.spec;

/**
 * How a model is asked for the trait, on phrasings no teacher was tuned on.
 *
 * @param samplesPerQuestion sampled answers a phrasing, beside the exact probability
 */
public record Evaluation(int samplesPerQuestion, Sampling sampling) {}
