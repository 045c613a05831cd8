package gufo.contracts.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * The measured runs of one arm and student. Fractions of 1.
 *
 * @param arm trait, control, base or teacher
 * @param runs evaluated runs
 * @param mean exact probability of the trait's answer or, where the evaluation has a judge, the
 *     share of sampled answers that it says show the trait, mean over the runs; null without runs
 * @param ci95 t interval of the mean over the runs, not clipped to 0..1; null for fewer than two
 *     runs or for runs that do not vary
 * @param values what each run gave, by replicate
 * @param sampled share of the scored sampled answers that show the trait, mean over the runs; null
 *     when nothing was scored
 * @param validAnswers share of the sampled answers that are answers at all, mean over the runs;
 *     null when nothing was sampled
 * @param replicates which replicate each of {@code values} is; a failed one is missing
 * @param samples sampled answers in all runs together
 * @param unscored those of them that were cut off
 * @param validCi95 t interval of {@code validAnswers} over the runs, not clipped; absent for fewer
 *     than two runs with samples or for runs that do not vary
 */
public record ArmResult(
    String arm,
    String student,
    int runs,
    Double mean,
    Interval ci95,
    List<Double> values,
    Double sampled,
    Double validAnswers,
    List<Integer> replicates,
    int samples,
    int unscored,
    @JsonInclude(JsonInclude.Include.NON_NULL) Interval validCi95) {

  public ArmResult {
    values = List.copyOf(values);
    replicates = List.copyOf(replicates);
  }

  /** {@code arm/student}, as comparisons name it. */
  public String name() {
    return arm + "/" + student;
  }
}
