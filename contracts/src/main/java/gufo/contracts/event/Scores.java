package gufo.contracts.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * One model's answers, as fractions of 1.
 *
 * @param questions phrasings asked
 * @param probability exact probability of the answer that shows the trait, mean over the phrasings
 * @param answers exact probability of every kind of answer, mean over the phrasings
 * @param samples sampled answers in all
 * @param sampled share of the scored sampled answers that show the trait; null when none was scored
 * @param validAnswers share of the sampled answers of some known kind; null without samples
 * @param unscored sampled answers that were cut off
 * @param judged share of all sampled answers that a judge says show the trait; those that were cut
 *     off or that no model can read show nothing; null without a judge
 */
public record Scores(
    int questions,
    double probability,
    Map<String, Double> answers,
    int samples,
    @JsonInclude(JsonInclude.Include.NON_NULL) Double sampled,
    @JsonInclude(JsonInclude.Include.NON_NULL) Double validAnswers,
    int unscored,
    @JsonInclude(JsonInclude.Include.NON_NULL) Double judged) {
  public Scores {
    answers = Collections.unmodifiableMap(new TreeMap<>(answers));
  }
}
