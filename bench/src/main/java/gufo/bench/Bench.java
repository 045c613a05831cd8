package gufo.bench;

import gufo.contracts.spec.ExperimentSpec;
import gufo.contracts.spec.Reading;
import gufo.contracts.spec.SpecReader;
import java.io.IOException;
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

  @Parameters(arity = "0..*", paramLabel = "NAME", description = "Contests; all by default.")
  private List<String> names = List.of();

  @Option(names = "--rounds", defaultValue = "5", description = "Paired rounds (default: 5).")
  private int rounds;

  @Option(names = "--list", description = "Lists the contests.")
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

  @Override
  public Integer call() throws IOException {
    Map<String, Maker> contests = contests();
    if (list) {
      contests.keySet().forEach(System.out::println);
      return 0;
    }
    for (String name : names) {
      if (!contests.containsKey(name)) {
        System.err.printf("NAME is '%s'; accepted: %s%n", name, contests.keySet());
        return 2;
      }
    }
    List<Ratio> ratios = new ArrayList<>();
    for (Map.Entry<String, Maker> entry : contests.entrySet()) {
      if (names.isEmpty() || names.contains(entry.getKey())) {
        try (Contest contest = entry.getValue().make()) {
          Ratio ratio = Ratio.of(contest, rounds);
          System.out.println(ratio);
          ratios.add(ratio);
        }
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
      material = Material.of(spec("owl-numbers"), checkout.resolve("bench/target/material"));
    }
    return material;
  }

  private ExperimentSpec spec(String name) throws IOException {
    byte[] yaml = Files.readAllBytes(checkout.resolve("experiments/" + name + ".yaml"));
    if (SpecReader.readYaml(yaml) instanceof Reading.Valid<ExperimentSpec> valid) {
      return valid.value();
    }
    throw new IOException("experiments/" + name + ".yaml is no valid spec");
  }
}
