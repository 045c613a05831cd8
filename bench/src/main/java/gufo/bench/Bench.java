package gufo.bench;

import gufo.contracts.spec.Reading;
import gufo.contracts.spec.Sweep;
import gufo.contracts.spec.SweepReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bench/run}: contests by name, ratios out. */
@Command(
    name = "bench/run",
    mixinStandardHelpOptions = true,
    description =
        "Runs contests between Gufo and named peers, on a machine that does nothing else.")
public final class Bench implements Callable<Integer> {

  @FunctionalInterface
  private interface Maker {
    Contest make() throws IOException;
  }

  @FunctionalInterface
  private interface Measurement {
    void take() throws IOException;
  }

  @Parameters(
      arity = "0..*",
      paramLabel = "NAME",
      description = "What to run (see --list); every contest by default.")
  private List<String> names = List.of();

  @Option(names = "--rounds", defaultValue = "5", description = "Paired rounds (default: 5).")
  private int rounds;

  @Option(
      names = "--replicates",
      defaultValue = "18",
      description =
          "Replicates of pipeline's experiment (default: 18, five minutes on two fast cores).")
  private int replicates;

  @Option(names = "--list", description = "Lists what can be run: contests, then measurements.")
  private boolean list;

  @Option(
      names = "--compare",
      description = "Fails when a ratio lies more than 10 %% below that of bench/ratios.json.")
  private boolean compare;

  @Option(names = "--store", description = "Writes the ratios to bench/ratios.json.")
  private boolean store;

  private final Path checkout = Path.of(System.getProperty("gufo.build.root"));
  private Material material;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Bench()).execute(arguments));
  }

  private Map<String, Maker> contests() {
    Map<String, Maker> all = new LinkedHashMap<>();
    all.put("training-1-thread", () -> EngineContests.training(checkout, material(), 1, 1));
    all.put("training-2-threads-1-loop", () -> EngineContests.training(checkout, material(), 2, 1));
    all.put(
        "training-2-threads-2-loops", () -> EngineContests.training(checkout, material(), 2, 2));
    all.put("sampling-1-thread", () -> EngineContests.sampling(checkout, material(), 1, 1));
    all.put("sampling-2-threads-1-loop", () -> EngineContests.sampling(checkout, material(), 2, 1));
    all.put(
        "sampling-2-threads-2-loops", () -> EngineContests.sampling(checkout, material(), 2, 2));
    all.put("asking-1-thread", () -> EngineContests.asking(checkout, material(), 1, 1));
    all.put("asking-2-threads-2-loops", () -> EngineContests.asking(checkout, material(), 2, 2));
    all.put("exact-reading", () -> EngineContests.exactly(checkout, material()));
    all.put("filter-rule", () -> FilterContests.rule(checkout, material()));
    all.put("filter-chain", () -> FilterContests.chain(checkout, material()));
    all.put("filter-file", () -> FilterContests.file(checkout, material()));
    return all;
  }

  private Map<String, Measurement> measurements() {
    Map<String, Measurement> all = new LinkedHashMap<>();
    all.put("pipeline", () -> overhead("pipeline", "64x2"));
    all.put("pipeline-small-steps", () -> overhead("pipeline-small-steps", "32x2"));
    all.put("hops", () -> Measurements.hops(checkout));
    all.put("sweep", () -> Measurements.sweep(checkout));
    all.put("scale-out", () -> Measurements.scaleOut(checkout));
    all.put("million-rows", () -> Measurements.millionRows(checkout));
    all.put("start", () -> Measurements.start(checkout));
    return all;
  }

  @Override
  public Integer call() throws IOException {
    Map<String, Maker> contests = contests();
    Map<String, Measurement> measurements = measurements();
    List<String> known = new ArrayList<>(contests.keySet());
    known.addAll(measurements.keySet());
    if (list) {
      known.forEach(System.out::println);
      return 0;
    }
    if (!known.containsAll(names)) {
      System.err.printf("NAME is %s; accepted: %s%n", names, known);
      return 2;
    }
    List<Ratio> ratios = new ArrayList<>();
    for (String name : names.isEmpty() ? contests.keySet() : names) {
      if (measurements.containsKey(name)) {
        measurements.get(name).take();
        continue;
      }
      try (Contest contest = contests.get(name).make()) {
        Ratio ratio = Ratio.of(contest, rounds);
        System.out.println(ratio);
        ratios.add(ratio);
      }
    }
    Path stored = checkout.resolve("bench/ratios.json");
    if (store) {
      StoredRatios.write(stored, ratios);
    }
    return compare && !StoredRatios.read(stored).hold(ratios) ? 1 : 0;
  }

  private Material material() throws IOException {
    if (material == null) {
      System.err.println("making the material (a minute the first time) ...");
      material =
          Material.of(
              experiment(shipped(checkout, "owl-numbers")).spec(),
              checkout.resolve("bench/target/material"));
    }
    return material;
  }

  /** owl-numbers with more replicates; a model of 32x2 takes half the time of one of 64x2. */
  private void overhead(String name, String size) throws IOException {
    String owls =
        shipped(checkout, "owl-numbers")
            .replace("replicates: 5", "replicates: " + replicates)
            .replace("qwen-32x2", "qwen-" + size);
    Overhead.measure(name, checkout, owls, rounds);
  }

  /** The text of a shipped experiment. */
  static String shipped(Path checkout, String name) throws IOException {
    return Files.readString(checkout.resolve("experiments/" + name + ".yaml"));
  }

  /** A spec without a matrix. */
  static Sweep.Experiment experiment(String yaml) throws IOException {
    Reading<Sweep> reading =
        SweepReader.readYaml(yaml.getBytes(StandardCharsets.UTF_8), file -> new byte[0]);
    if (reading instanceof Reading.Valid<Sweep> valid) {
      return valid.value().experiments().get(0);
    }
    throw new IOException("no valid spec: " + reading);
  }
}
