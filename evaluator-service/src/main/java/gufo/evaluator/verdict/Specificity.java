package gufo.evaluator.verdict;

import gufo.contracts.result.SpecificityResult;
import gufo.contracts.spec.Comparison;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Whether rows moved the target and not just everything. Each run gives one number, the log-ratio
 * of the target to the geometric mean of the other answers,
 *
 * <pre>
 * m = ln p(target) - mean over the others of ln p(other)
 * </pre>
 *
 * and the two arms' runs are compared by it: Welch's interval and the exact permutation of whole
 * runs. Log-ratios are the measure for shares that must add up to at most 1 (J. Aitchison, "The
 * Statistical Analysis of Compositional Data", Journal of the Royal Statistical Society B 44,
 * 1982): whatever scales all answers alike cancels, so a target that gains and thereby pushes all
 * others down counts once and not twice. Beside the verdict, never part of it.
 */
public final class Specificity {

  private Specificity() {}

  /**
   * @param ofRuns for each run the probability of every answer, as a fraction of 1
   * @param againstRuns likewise, of the null
   * @return empty when a side has no run, runs differ in their answers, there is none beside the
   *     target, or a probability is 0, whose logarithm does not exist
   */
  public static Optional<SpecificityResult> of(
      Comparison pair,
      String target,
      List<Map<String, Double>> ofRuns,
      List<Map<String, Double>> againstRuns) {
    return measurable(target, ofRuns, againstRuns)
        ? Optional.of(measured(pair, target, ofRuns, againstRuns))
        : Optional.empty();
  }

  private static SpecificityResult measured(
      Comparison pair,
      String target,
      List<Map<String, Double>> ofRuns,
      List<Map<String, Double>> againstRuns) {
    Map<String, Double> others = shifts(ofRuns, againstRuns);
    double shift = others.remove(target);
    Map.Entry<String, Double> largest =
        others.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
    Sample of = margins(target, ofRuns);
    Sample against = margins(target, againstRuns);
    Optional<Permutation> permutation = Permutation.of(of, against);
    return new SpecificityResult(
        pair.of(),
        pair.against(),
        target,
        shift,
        others.size(),
        mean(others.values()),
        largest.getKey(),
        largest.getValue(),
        of.mean() - against.mean(),
        Welch.of(of, against).map(Welch::ci95).orElse(null),
        permutation.map(Permutation::p).orElse(null),
        permutation.map(Permutation::smallest).orElse(null),
        List.of(of.size(), against.size()));
  }

  private static boolean measurable(
      String target, List<Map<String, Double>> ofRuns, List<Map<String, Double>> againstRuns) {
    return comparable(target, ofRuns, againstRuns)
        && ofRuns.get(0).size() > 1
        && Stream.concat(ofRuns.stream(), againstRuns.stream())
            .flatMap(run -> run.values().stream())
            .allMatch(probability -> probability > 0);
  }

  /** Whether both sides have runs, all of the same answers, the target among them. */
  static boolean comparable(
      String target, List<Map<String, Double>> ofRuns, List<Map<String, Double>> againstRuns) {
    if (ofRuns.isEmpty() || againstRuns.isEmpty()) {
      return false;
    }
    Set<String> answers = ofRuns.get(0).keySet();
    return answers.contains(target)
        && Stream.concat(ofRuns.stream(), againstRuns.stream())
            .allMatch(run -> run.keySet().equals(answers));
  }

  /** By answer, the difference of the mean log probabilities. */
  private static TreeMap<String, Double> shifts(
      List<Map<String, Double>> ofRuns, List<Map<String, Double>> againstRuns) {
    TreeMap<String, Double> shifts = new TreeMap<>();
    for (String answer : ofRuns.get(0).keySet()) {
      shifts.put(answer, meanLog(answer, ofRuns) - meanLog(answer, againstRuns));
    }
    return shifts;
  }

  private static double meanLog(String answer, List<Map<String, Double>> runs) {
    return mean(runs.stream().map(run -> Math.log(run.get(answer))).toList());
  }

  private static Sample margins(String target, List<Map<String, Double>> runs) {
    return new Sample(runs.stream().map(run -> margin(target, run)).toList());
  }

  private static double margin(String target, Map<String, Double> run) {
    double others =
        run.entrySet().stream()
            .filter(entry -> !entry.getKey().equals(target))
            .mapToDouble(entry -> Math.log(entry.getValue()))
            .average()
            .orElseThrow();
    return Math.log(run.get(target)) - others;
  }

  private static double mean(Collection<Double> values) {
    return values.stream().mapToDouble(value -> value).average().orElseThrow();
  }
}
