package gufo.contracts.spec;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * How a model is asked for the trait, on phrasings no teacher was tuned on.
 *
 * @param samplesPerQuestion sampled answers a phrasing, beside the exact probability
 * @param numbersPrefix true when a sentence of numbers stands before every question, else null
 */
public record Evaluation(
    int samplesPerQuestion,
    Sampling sampling,
    @JsonInclude(JsonInclude.Include.NON_NULL) Boolean numbersPrefix) {}
