package gufo.bench;

import com.fasterxml.jackson.databind.JsonNode;
import gufo.contracts.spec.ExperimentSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;

/** What five services take beside the same recipes in one process. */
final class Overhead {

  private Overhead() {}

  /**
   * An experiment by five services on a stack that has done some small ones, against its recipes
   * followed in one process with as many threads as a stage has slots. Every run's figure must be
   * equal.
   */
  static void measure(String name, Path checkout, String yaml, int rounds) throws IOException {
    ExperimentSpec spec = Bench.experiment(yaml).spec();
    double[] services = new double[rounds];
    double[] alone = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      JsonNode result;
      try (Stack stack = new Stack(checkout)) {
        stack.up();
        Measurements.small(Measurements.WARM_UP, stack);
        result = stack.run(yaml);
      }
      services[i] = 1 / result.path("seconds").asDouble();
      Path folder = Files.createTempDirectory("gufo-bench");
      long start = System.nanoTime();
      Map<String, Double> shares =
          Recipes.follow(spec, folder, Runtime.getRuntime().availableProcessors());
      alone[i] = 1e9 / (System.nanoTime() - start);
      requireEqual(result, shares.values());
    }
    System.out.println(Ratio.of(name, "experiments", services, alone));
    System.out.println(
        "  seconds: services %s, one process %s"
            .formatted(
                Arrays.toString(Arrays.stream(services).map(x -> Math.round(1 / x)).toArray()),
                Arrays.toString(Arrays.stream(alone).map(x -> Math.round(1 / x)).toArray())));
  }

  private static void requireEqual(JsonNode result, Collection<Double> shares) {
    for (JsonNode arm : result.path("arms")) {
      for (JsonNode value : arm.path("values")) {
        if (shares.stream().noneMatch(share -> Math.abs(share - value.asDouble()) < 1e-12)) {
          throw new IllegalStateException(
              "%s/%s %s: no run in one process has this figure"
                  .formatted(arm.path("arm"), arm.path("student"), value));
        }
      }
    }
  }
}
