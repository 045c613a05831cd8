package gufo.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GufoCommandTest {
  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void helpNamesEveryCommand() {
    assertThat(gufo("--help")).isZero();
    assertThat(out.toString())
        .contains(
            "run",
            "up",
            "down",
            "status",
            "scale",
            "submit",
            "register",
            "list",
            "show",
            "logs",
            "doctor")
        .doesNotContain("supervise");
  }

  @Test
  void badUsageEndsWithTwo() {
    assertThat(gufo("run")).isEqualTo(2);
    assertThat(gufo("fly")).isEqualTo(2);
    assertThat(gufo("run", "owl-numbers", "--no-such-option")).isEqualTo(2);
    assertThat(gufo("logs", "cook", "--home", folder.toString())).isEqualTo(2);
    assertThat(gufo("run", "no-such-experiment")).isEqualTo(2);
    assertThat(gufo("up", "--replicas", "student=0", "--home", folder.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("student is '0'; accepted: a whole number from 1 to 8");
    assertThat(gufo("scale", "cook=2", "--home", folder.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("'cook' is no stage");
  }

  @Test
  void aBadSpecIsRefusedLineByLineAndNothingIsStarted() throws Exception {
    Path home = folder.resolve("home");
    Path spec = Files.writeString(folder.resolve("bad.yaml"), "name: 7\nunknown: yes\n");

    int code = gufo("run", spec.toString(), "--home", home.toString());

    assertThat(code).isEqualTo(2);
    assertThat(err.toString().lines()).allMatch(line -> line.startsWith("bad.yaml: "));
    assertThat(err.toString()).contains("unknown").contains("accepted");
    assertThat(home).doesNotExist();
  }

  @Test
  void aHugeFileAndOneThatIsNotYamlAreRefused() throws Exception {
    Path huge = Files.write(folder.resolve("huge.yaml"), new byte[5_000_000]);
    Path text = Files.writeString(folder.resolve("text.yaml"), "{{{");

    assertThat(gufo("run", huge.toString())).isEqualTo(2);
    assertThat(gufo("run", text.toString())).isEqualTo(2);
  }

  @Test
  void aPrometheusThatIsNotThereIsNamedBeforeAnythingStarts() {
    Path home = folder.resolve("home");

    int code = gufo("up", "--prometheus", "/no/prometheus", "--home", home.toString());

    assertThat(code).isEqualTo(1);
    assertThat(err.toString()).contains("--prometheus is '/no/prometheus'");
    assertThat(home).doesNotExist();
  }

  @Test
  void commandsThatNeedAStackSayHowToStartOne() {
    int code = gufo("list", "--home", folder.toString());

    assertThat(code).isEqualTo(1);
    assertThat(err.toString()).contains("gufo up");
  }

  private int gufo(String... arguments) {
    return GufoCommand.execute(arguments, new PrintStream(out, true), new PrintStream(err, true));
  }
}
