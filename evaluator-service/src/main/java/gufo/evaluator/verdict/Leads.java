package gufo.evaluator.verdict;

import gufo.contracts.result.Interval;
import gufo.contracts.result.Lead;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether the trait's answer gained more than every other, by what it gained over the one that
 * contests it most: the one for which the interval of
 *
 * <pre>
 * (p(target) - p(other)) of the first arm's runs - (p(target) - p(other)) of the second's
 * </pre>
 *
 * reaches lowest. That the target leads when each of these intervals lies above 0 is an
 * intersection-union test (R. L. Berger, "Multiparameter Hypothesis Testing and Acceptance
 * Sampling", Technometrics 24, 1982): it keeps its level without a correction for how many answers
 * there are. What is no answer of any kind counts as one.
 */
public final class Leads {

  private Leads() {}

  /**
   * @param ofRuns for each run the probability of every answer, as a fraction of 1
   * @param againstRuns likewise, of the null
   * @return empty when a side has fewer than two runs, runs differ in their answers, or the target
   *     is none of them
   */
  public static Optional<Lead> of(
      String target, List<Map<String, Double>> ofRuns, List<Map<String, Double>> againstRuns) {
    if (Math.min(ofRuns.size(), againstRuns.size()) < 2
        || !Specificity.comparable(target, ofRuns, againstRuns)) {
      return Optional.empty();
    }
    Set<String> others = new TreeSet<>(ofRuns.get(0).keySet());
    others.remove(target);
    others.add(Lead.NONE);
    return others.stream()
        .map(other -> over(other, target, ofRuns, againstRuns))
        .min(Comparator.comparingDouble(lead -> lead.ci95().lower()));
  }

  private static Lead over(
      String other,
      String target,
      List<Map<String, Double>> ofRuns,
      List<Map<String, Double>> againstRuns) {
    Sample of = ahead(target, other, ofRuns);
    Sample against = ahead(target, other, againstRuns);
    double difference = of.mean() - against.mean();
    return new Lead(
        other,
        difference,
        Welch.of(of, against).map(Welch::ci95).orElse(new Interval(difference, difference)));
  }

  private static Sample ahead(String target, String other, List<Map<String, Double>> runs) {
    return new Sample(runs.stream().map(run -> run.get(target) - probability(other, run)).toList());
  }

  private static double probability(String answer, Map<String, Double> run) {
    return answer.equals(Lead.NONE)
        ? 1 - run.values().stream().mapToDouble(value -> value).sum()
        : run.get(answer);
  }
}
