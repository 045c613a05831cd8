package gufo.contracts.spec;

import static org.assertj.core.api.Assertions.assertThat;

import gufo.contracts.plan.Plan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShippedSpecsTest {

  private static byte[] beside(Path file, String name) {
    try {
      return Files.readAllBytes(file.resolveSibling(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<Path> files() throws IOException {
    try (Stream<Path> files =
        Files.list(Path.of(System.getProperty("gufo.build.root"), "experiments"))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyShippedSpecCanRunUnderItsFilesName(Path file) throws IOException {
    Reading<Sweep> result =
        SweepReader.readYaml(Files.readAllBytes(file), name -> beside(file, name));

    assertThat(result).isInstanceOf(Reading.Valid.class);
    Sweep sweep = ((Reading.Valid<Sweep>) result).value();
    assertThat(file.getFileName()).hasToString(sweep.name() + ".yaml");
    assertThat(sweep.experiments())
        .isNotEmpty()
        .allSatisfy(one -> assertThat(Plan.of(one.spec()).cells()).isNotEmpty());
  }
}
