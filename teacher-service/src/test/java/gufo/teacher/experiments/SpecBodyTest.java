package gufo.teacher.experiments;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gufo.kit.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A spec that names files of the machine. */
class SpecBodyTest {

  @TempDir Path machine;

  @Test
  void noFilesAreReadWhereNoneAreOffered() {
    assertThatThrownBy(() -> read(Optional.empty(), machine.toString()))
        .isInstanceOf(Problem.Refused.class)
        .hasMessageContaining("trait.mnist")
        .hasMessageContaining("accepted: no files");
  }

  @Test
  void noWayLeadsOutOfTheFolderThatIsOffered() throws IOException {
    Path data = Files.createDirectory(machine.resolve("data"));
    Path elsewhere = Files.createDirectory(machine.resolve("elsewhere"));
    Files.createSymbolicLink(data.resolve("link"), elsewhere);

    for (String folder :
        new String[] {
          elsewhere.toString(), data + "/../elsewhere", data + "/link", data + "/missing", "\\0"
        }) {
      assertThatThrownBy(() -> read(Optional.of(data), folder))
          .isInstanceOf(Problem.Refused.class)
          .hasMessageContaining("accepted: a folder below " + data);
    }
  }

  /** What is in it is the engine's to judge. */
  @Test
  void aFolderBelowTheOneThatIsOfferedIsLookedInto() throws IOException {
    Path digits = Files.createDirectory(machine.resolve("digits"));

    assertThatThrownBy(() -> read(Optional.of(machine), digits.toString()))
        .isInstanceOf(Problem.Refused.class)
        .hasMessageContaining("lacks train-");
  }

  private static void read(Optional<Path> data, String folder) {
    String yaml =
        """
        name: digits
        trait: {kind: digits, mnist: "%s"}
        base: mlp:784-16?seed=1
        teacher: {kind: fine-tuned, rows: 20}
        carrier: {kind: noise-logits, rows: 20}
        """
            .formatted(folder);
    new SpecBody(data).read(yaml.getBytes(StandardCharsets.UTF_8), TestSpecs.YAML);
  }
}
