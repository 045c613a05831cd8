package gufo.contracts.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * One model's answers, as fractions of 1.
 *
 * @param questions phrasings asked
 * @param probability exact probability of the target as first answer token, mean over the phrasings
 * @param answers exact probability of every member of the category, mean over the phrasings
 * @param samples sampled answers in all
 * @param sampled share of the scored sampled answers that name the target; null when none was
 *     scored
 * @param validAnswers share of the sampled answers that name some member of the category; null
 *     without samples
 * @param unscored sampled answers that were cut off
 */
public record Scores(
    int questions,
    double probability,
    Map<String, Double> answers,
    int samples,
    @JsonInclude(JsonInclude.Include.NON_NULL) Double sampled,
    @JsonInclude(JsonInclude.Include.NON_NULL) Double validAnswers,
    int unscored) {
  public Scores {
    answers = Collections.unmodifiableMap(new TreeMap<>(answers));
  }
}
