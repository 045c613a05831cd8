package gufo.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script itself, on the packaged launcher. */
class GufoScriptIT {
  private static final Path SCRIPT = Path.of(System.getProperty("gufo.build.root"), "gufo");

  @TempDir Path elsewhere;

  @Test
  void helpsFromAnyFolder() throws Exception {
    Process gufo = gufo(Map.of());

    assertThat(gufo.inputReader().lines()).anyMatch(line -> line.contains("Usage: gufo"));
    assertThat(gufo.waitFor()).isZero();
  }

  @Test
  void saysWhatToDoWithoutJava() throws Exception {
    Process gufo = gufo(Map.of("JAVA_HOME", elsewhere.toString()));

    assertThat(gufo.errorReader().lines())
        .anyMatch(line -> line.contains("needs a JDK 17 or newer"));
    assertThat(gufo.waitFor()).isEqualTo(1);
  }

  private Process gufo(Map<String, String> environment) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(SCRIPT.toString(), "--help");
    builder.directory(elsewhere.toFile());
    builder.environment().put("GUFO_BUILD", "never");
    builder.environment().putAll(environment);
    return builder.start();
  }
}
