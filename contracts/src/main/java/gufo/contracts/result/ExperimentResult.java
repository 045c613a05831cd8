package gufo.contracts.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import gufo.contracts.spec.Preregistration;
import java.util.List;

/**
 * Everything an experiment found, as {@code gufo run --json} prints it. Readers must tolerate new
 * fields.
 *
 * @param experiment the spec's name
 * @param id of this submission
 * @param verdict of the primary comparison; null when it could not be made
 * @param seconds from submission to conclusion
 * @param stackSeconds what starting the stack took, set by the launcher; null when it was running
 *     already
 * @param computed nodes of the plan made for this experiment
 * @param reused nodes of the plan that were there already
 * @param flags what a reader must know about the experiment as a whole
 * @param specificity one a comparison for which the probabilities of all answers of the trait's
 *     category are known; absent from the JSON when there is none
 * @param preregistration absent when nothing was registered under the experiment's name
 */
public record ExperimentResult(
    String experiment,
    String id,
    String specHash,
    Status status,
    Verdict verdict,
    List<ArmResult> arms,
    List<ComparisonResult> comparisons,
    List<RowYield> rows,
    List<Failure> failures,
    double seconds,
    Double stackSeconds,
    int computed,
    int reused,
    List<String> flags,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<SpecificityResult> specificity,
    @JsonInclude(JsonInclude.Include.NON_NULL) Preregistration preregistration) {

  public ExperimentResult {
    arms = List.copyOf(arms);
    comparisons = List.copyOf(comparisons);
    rows = List.copyOf(rows);
    failures = List.copyOf(failures);
    flags = List.copyOf(flags);
    specificity = specificity == null ? List.of() : List.copyOf(specificity);
  }

  /** The same result, with the time the stack took to start. */
  public ExperimentResult withStackSeconds(Double stackSeconds) {
    return new ExperimentResult(
        experiment,
        id,
        specHash,
        status,
        verdict,
        arms,
        comparisons,
        rows,
        failures,
        seconds,
        stackSeconds,
        computed,
        reused,
        flags,
        specificity,
        preregistration);
  }
}
