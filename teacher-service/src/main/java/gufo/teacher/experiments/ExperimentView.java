package gufo.teacher.experiments;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.Locale;

/**
 * A submission as callers see it.
 *
 * @param status running, concluded, failed or cancelled
 * @param preregistration its mark, absent when nothing was registered under its name
 * @param spec the resolved spec, in answers about one experiment
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExperimentView(
    String id,
    String name,
    String specHash,
    String status,
    String verdict,
    Instant submittedAt,
    Instant endedAt,
    @JsonRawValue String preregistration,
    @JsonRawValue String spec) {

  static ExperimentView line(Experiment experiment) {
    return of(experiment, null);
  }

  static ExperimentView whole(Experiment experiment) {
    return of(experiment, experiment.spec);
  }

  private static ExperimentView of(Experiment experiment, String spec) {
    return new ExperimentView(
        experiment.id,
        experiment.name,
        experiment.specHash,
        experiment.status.name().toLowerCase(Locale.ROOT),
        experiment.verdict,
        experiment.submittedAt,
        experiment.endedAt,
        experiment.preregistration,
        spec);
  }
}
