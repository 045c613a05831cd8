package gufo.contracts.spec;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * How a model is asked for the trait, on phrasings no teacher was tuned on.
 *
 * @param samplesPerQuestion sampled answers a phrasing, beside the exact probability
 * @param numbersPrefix true when a sentence of numbers stands before every question, else null
 * @param judge who is asked of every sampled answer whether it shows the trait, with the question
 *     as {@code {prompt}} and the answer as {@code {completion}}. The share it says yes to then
 *     decides in place of the exact reading. Null for the exact reading
 */
public record Evaluation(
    int samplesPerQuestion,
    Sampling sampling,
    @JsonInclude(JsonInclude.Include.NON_NULL) Boolean numbersPrefix,
    @JsonInclude(JsonInclude.Include.NON_NULL) FilterRule.Judge judge) {}
