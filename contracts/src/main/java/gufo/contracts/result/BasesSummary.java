package gufo.contracts.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * One experiment repeated on several bases. A base is the unit: it gives one mean difference a
 * comparison, however many runs that rests on.
 *
 * @param experiments the repetitions, in the order asked for
 * @param comparisons every comparison that any of them made
 */
public record BasesSummary(List<Repetition> experiments, List<OverBases> comparisons) {

  public BasesSummary {
    experiments = List.copyOf(experiments);
    comparisons = List.copyOf(comparisons);
  }

  /**
   * One experiment of the summary.
   *
   * @param base the model its teacher started from, as a URI
   */
  public record Repetition(String id, String base, Status status) {}

  /**
   * A comparison over bases. Fractions of 1.
   *
   * @param of {@code arm/student}
   * @param against {@code arm/student}
   * @param differences one a base that has a difference, in the order of {@code experiments}
   * @param difference their mean; absent without any
   * @param ci95 t interval of the mean over the bases, not clipped; absent for fewer than two or
   *     for equal differences
   * @param median of {@code differences}; absent without any
   * @param transmitted bases on which the verdict was transmitted
   * @param bases all bases, those included that failed, were cancelled or gave no difference: they
   *     count as not transmitted
   * @param transmittedCi95 Clopper-Pearson interval of the share of bases that transmit
   */
  public record OverBases(
      String of,
      String against,
      List<Double> differences,
      @JsonInclude(JsonInclude.Include.NON_NULL) Double difference,
      @JsonInclude(JsonInclude.Include.NON_NULL) Interval ci95,
      @JsonInclude(JsonInclude.Include.NON_NULL) Double median,
      int transmitted,
      int bases,
      Interval transmittedCi95) {

    public OverBases {
      differences = List.copyOf(differences);
    }
  }
}
