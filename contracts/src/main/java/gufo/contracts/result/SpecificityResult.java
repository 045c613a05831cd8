package gufo.contracts.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * How much further the trait's answer moved between two arms than the other answers of its
 * category. A shift is a difference of natural logarithms of probabilities, mean over runs: {@code
 * exp(shift)} says how many times as likely an answer became.
 *
 * @param of {@code arm/student}
 * @param against {@code arm/student}
 * @param target the trait's answer
 * @param shift of the target
 * @param others how many other answers the category has, at least one
 * @param othersShift mean of their shifts
 * @param largestOther the other answer that gained most
 * @param largestOtherShift its shift
 * @param excess {@code shift - othersShift}
 * @param ci95 Welch interval of the excess over runs; absent when a side has fewer than two runs or
 *     neither side varies
 * @param permutationP of the excess, exact, two-sided, runs dealt to the two arms; absent when
 *     there are no or too many splits
 * @param permutationPSmallest the smallest value {@code permutationP} can take with these runs
 * @param runs evaluated runs of {@code of} and of {@code against}
 */
public record SpecificityResult(
    String of,
    String against,
    String target,
    double shift,
    int others,
    double othersShift,
    String largestOther,
    double largestOtherShift,
    double excess,
    @JsonInclude(JsonInclude.Include.NON_NULL) Interval ci95,
    @JsonInclude(JsonInclude.Include.NON_NULL) Double permutationP,
    @JsonInclude(JsonInclude.Include.NON_NULL) Double permutationPSmallest,
    List<Integer> runs) {

  public SpecificityResult {
    runs = List.copyOf(runs);
  }
}
