package gufo.evaluator.verdict;

import gufo.contracts.result.Lead;
import java.util.List;
import java.util.Optional;

/**
 * Two arms to compare.
 *
 * @param of {@code arm/student}
 * @param against {@code arm/student}, the null
 * @param ofValues one a run, possibly none
 * @param againstValues one a run, possibly none
 * @param lead of the trait's answer over the others, null when it was not measured
 * @param flags what is known about the two sides beforehand
 */
public record Contrast(
    String of,
    String against,
    List<Double> ofValues,
    List<Double> againstValues,
    boolean primary,
    Lead lead,
    List<String> flags) {

  public Contrast {
    ofValues = List.copyOf(ofValues);
    againstValues = List.copyOf(againstValues);
    flags = List.copyOf(flags);
  }

  /** Whether both sides have a run, so that there is a difference at all. */
  boolean comparable() {
    return fewest() > 0;
  }

  /** Runs of the side that has fewer. */
  int fewest() {
    return Math.min(ofValues.size(), againstValues.size());
  }

  Sample first() {
    return new Sample(ofValues);
  }

  Sample second() {
    return new Sample(againstValues);
  }

  Optional<Welch> welch() {
    return comparable() ? Welch.of(first(), second()) : Optional.empty();
  }
}
