package gufo.lab.cli;

import gufo.contracts.spec.Reading;
import gufo.contracts.spec.SpecProblem;
import gufo.contracts.spec.SpecReader;
import gufo.contracts.spec.Sweep;
import gufo.contracts.spec.SweepReader;
import gufo.lab.home.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** A spec, with or without a matrix, read from disk and found valid before anything is started. */
final class SpecFile {

  private SpecFile() {}

  /** A file, or the name of an experiment that comes with Gufo. */
  static Sweep load(String argument, Checkout checkout) {
    Path file = locate(argument, checkout);
    return valid(file, bytes(file));
  }

  /** All of a file that is no larger than a spec may be. */
  static byte[] bytes(Path file) {
    try {
      if (Files.size(file) > SpecReader.LARGEST_BYTES) {
        throw new BadSpec(
            List.of(
                "%s is %d bytes long; accepted: at most %d"
                    .formatted(file, Files.size(file), SpecReader.LARGEST_BYTES)));
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new BadSpec(List.of("Cannot read " + file + ": " + e.getMessage()));
    }
  }

  private static Sweep valid(Path file, byte[] bytes) {
    boolean json = file.toString().endsWith(".json");
    Function<String, byte[]> beside = name -> beside(file, name);
    Reading<Sweep> result =
        json ? SweepReader.readJson(bytes, beside) : SweepReader.readYaml(bytes, beside);
    if (result instanceof Reading.Invalid<Sweep> invalid) {
      throw refused(file, invalid.problems());
    }
    return ((Reading.Valid<Sweep>) result).value();
  }

  /** A file that a spec names, from the folder of the spec. */
  private static byte[] beside(Path spec, String name) {
    try {
      return bytes(spec.resolveSibling(name));
    } catch (InvalidPathException e) {
      throw new BadSpec(List.of(spec.getFileName() + ": not a file name: " + name));
    }
  }

  /** A line for each problem of {@code file}. */
  static BadSpec refused(Path file, List<SpecProblem> problems) {
    return new BadSpec(
        problems.stream()
            .map(SpecProblem::message)
            .map(message -> file.getFileName() + ": " + message)
            .toList());
  }

  private static Path locate(String argument, Checkout checkout) {
    try {
      for (Path candidate : List.of(Path.of(argument), checkout.experiment(argument))) {
        if (Files.isRegularFile(candidate)) {
          return candidate;
        }
      }
    } catch (InvalidPathException e) {
      throw new BadSpec(List.of("Not a file name: " + argument));
    }
    throw new BadSpec(
        List.of(
            "%s is neither a file nor one of the experiments here: %s"
                .formatted(argument, String.join(", ", names(checkout)))));
  }

  private static List<String> names(Checkout checkout) {
    Path folder = checkout.experiment("any").getParent();
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".yaml"))
          .map(name -> name.substring(0, name.length() - ".yaml".length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
