package gufo.contracts.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * The difference of two arms over runs, and what it shows. Fractions of 1.
 *
 * @param of {@code arm/student}
 * @param against {@code arm/student}
 * @param difference mean of {@code of} minus mean of {@code against}; null when a side has no run
 * @param ci95 Welch interval of the difference; null when a side has fewer than two runs or neither
 *     side varies
 * @param p two-sided, Welch; null as {@code ci95} is
 * @param pHolm {@code p} corrected for all comparisons of the experiment
 * @param verdict null when a side has no run
 * @param primary whether the experiment's verdict is this one's
 * @param runs evaluated runs of {@code of} and of {@code against}
 * @param logOddsDifference difference of the mean log-odds of the runs; null when a side has no run
 *     or a run is at exactly 0 or 1
 * @param minimumDetectableEffect difference that runs like these would find in four of five
 *     repetitions; null unless underpowered with an interval
 * @param permutationP exact, two-sided; shown, never part of the verdict; null when there are no or
 *     too many splits
 * @param permutationPSmallest the smallest value {@code permutationP} can take with these runs
 * @param flags what a reader must know before trusting the numbers
 * @param lead what the trait's answer gained over the others; absent where answers were not
 *     measured or a side has fewer than two runs
 */
public record ComparisonResult(
    String of,
    String against,
    Double difference,
    Interval ci95,
    Double p,
    Double pHolm,
    Verdict verdict,
    boolean primary,
    List<Integer> runs,
    Double logOddsDifference,
    Double minimumDetectableEffect,
    Double permutationP,
    Double permutationPSmallest,
    List<String> flags,
    @JsonInclude(JsonInclude.Include.NON_NULL) Lead lead) {

  public ComparisonResult {
    runs = List.copyOf(runs);
    flags = List.copyOf(flags);
  }
}
