package gufo.contracts.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * The experiments of one spec file: those its {@code matrix} stands for, or the one it is. Read by
 * {@link SweepReader}.
 *
 * @param name the file's own name
 * @param axes keys of the matrix, none for a plain spec
 * @param experiments every combination of the axes' values, the last axis fastest
 */
public record Sweep(String name, List<String> axes, List<Experiment> experiments) {

  public Sweep {
    axes = List.copyOf(axes);
    experiments = List.copyOf(experiments);
  }

  /**
   * One experiment.
   *
   * @param spec resolved
   * @param document the spec as its author would have written it alone
   * @param labels which value of each axis
   */
  public record Experiment(ExperimentSpec spec, JsonNode document, List<String> labels) {
    public Experiment {
      labels = List.copyOf(labels);
    }
  }

  /** Whether the file has a matrix, be it of one value. */
  public boolean varies() {
    return !axes.isEmpty();
  }
}
