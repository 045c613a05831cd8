package gufo.evaluator.bases;

import gufo.contracts.result.BasesSummary;
import gufo.contracts.result.ComparisonResult;
import gufo.contracts.result.Verdict;
import gufo.contracts.spec.Comparison;
import gufo.contracts.spec.SpecProblem;
import gufo.evaluator.verdict.ClopperPearson;
import gufo.evaluator.verdict.Sample;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A claim over bases from experiments that each made it for one. */
public final class Bases {

  private Bases() {}

  /** What summing up ends in. */
  public sealed interface Summary {}

  /** The claim. */
  public record Summed(BasesSummary summary) implements Summary {}

  /** The experiments are not one experiment on several bases. */
  public record Unlike(SpecProblem problem) implements Summary {}

  /**
   * @param experiments at least one
   */
  public static Summary of(List<EndedExperiment> experiments) {
    Optional<SpecProblem> problem = Repetitions.problem(experiments);
    if (problem.isPresent()) {
      return new Unlike(problem.get());
    }
    return new Summed(
        new BasesSummary(
            experiments.stream().map(Bases::repetition).toList(),
            experiments.stream()
                .flatMap(experiment -> experiment.result().comparisons().stream())
                .map(Bases::pair)
                .distinct()
                .map(pair -> overBases(pair, experiments))
                .toList()));
  }

  private static BasesSummary.Repetition repetition(EndedExperiment experiment) {
    return new BasesSummary.Repetition(
        experiment.result().id(), experiment.spec().base(), experiment.result().status());
  }

  private static Comparison pair(ComparisonResult comparison) {
    return new Comparison(comparison.of(), comparison.against());
  }

  private static BasesSummary.OverBases overBases(
      Comparison pair, List<EndedExperiment> experiments) {
    List<ComparisonResult> made =
        experiments.stream()
            .flatMap(experiment -> experiment.result().comparisons().stream())
            .filter(comparison -> pair(comparison).equals(pair))
            .toList();
    List<Double> differences =
        made.stream().map(ComparisonResult::difference).filter(Objects::nonNull).toList();
    Optional<Sample> sample =
        differences.isEmpty() ? Optional.empty() : Optional.of(new Sample(differences));
    int transmitted =
        (int)
            made.stream().filter(comparison -> comparison.verdict() == Verdict.TRANSMITTED).count();
    return new BasesSummary.OverBases(
        pair.of(),
        pair.against(),
        differences,
        sample.map(Sample::mean).orElse(null),
        sample.flatMap(Sample::interval95).orElse(null),
        sample.map(Sample::median).orElse(null),
        transmitted,
        experiments.size(),
        ClopperPearson.interval95(transmitted, experiments.size()));
  }
}
