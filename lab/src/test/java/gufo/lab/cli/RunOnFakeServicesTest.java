package gufo.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import gufo.contracts.id.Json;
import gufo.embedded.Lifeline;
import gufo.lab.home.Home;
import gufo.lab.home.StackState;
import gufo.lab.stack.FakeService;
import gufo.lab.stack.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher as a process of its own, with the real broker and database and five stand-ins for
 * the services.
 */
class RunOnFakeServicesTest {
  private static final Path ROOT = Path.of(System.getProperty("gufo.build.root"));

  @TempDir Path folder;
  private Home home;

  @BeforeEach
  void checkout() throws IOException {
    home = new Home(folder.resolve("home"));
    for (Stage stage : Stage.values()) {
      Path application = folder.resolve(stage.module()).resolve("target/quarkus-app");
      Files.createDirectories(application);
      jar(application.resolve("quarkus-run.jar"));
    }
    Files.createDirectories(folder.resolve("lab/embedded"));
    Files.createSymbolicLink(
        folder.resolve("lab/embedded/target"), ROOT.resolve("lab/embedded/target"));
  }

  @AfterEach
  void unlink() throws IOException {
    Files.delete(folder.resolve("lab/embedded/target"));
  }

  @Test
  void runStartsAStackPrintsTheObjectLastAndLeavesNothingRunning() throws Exception {
    Path spec = ROOT.resolve("experiments/owl-numbers.yaml");

    Process launcher = gufo("run", spec.toString(), "--json");

    List<String> output = launcher.inputReader().lines().toList();
    assertThat(launcher.waitFor()).isZero();
    JsonNode object = Json.mapper().readTree(output.get(output.size() - 1));
    assertThat(object.path("stackSeconds").asDouble()).isPositive();
    assertThat(object.path("newer").asText()).isEqualTo("field");
    assertThat(home.stateFile()).doesNotExist();
    assertThat(processes()).isEmpty();
  }

  @Test
  void everythingEndsWhenTheLauncherIsKilledAndAKilledServiceComesBack() throws Exception {
    Process launcher = gufo("supervise");
    await().atMost(Duration.ofSeconds(60)).until(() -> StackState.running(home).isPresent());
    StackState before = StackState.running(home).orElseThrow();

    long filter = before.services().get("filter").pid();
    ProcessHandle.of(filter).ifPresent(ProcessHandle::destroyForcibly);
    await()
        .until(
            () -> StackState.running(home).orElseThrow().services().get("filter").pid() != filter);
    assertThat(StackState.running(home).orElseThrow().url("filter"))
        .isEqualTo(before.url("filter"));

    launcher.destroyForcibly().waitFor();
    await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(processes()).isEmpty());
  }

  @Test
  void aStackHasAsManyProcessesAsAskedForAndLaterMoreOrFewer() throws Exception {
    Process launcher = gufo("supervise", "--replicas", "generator=2");
    await().atMost(Duration.ofSeconds(60)).until(() -> StackState.running(home).isPresent());
    StackState before = StackState.running(home).orElseThrow();
    assertThat(before.services())
        .containsOnlyKeys("teacher", "generator", "generator-2", "filter", "student", "evaluator");
    assertThat(before.services().values())
        .extracting(StackState.Service::url)
        .doesNotHaveDuplicates();

    assertThat(gufo("up", "--replicas", "generator=3").waitFor()).isEqualTo(1);
    assertThat(gufo("scale", "generator=1,student=2").waitFor()).isZero();

    StackState after = StackState.running(home).orElseThrow();
    assertThat(after.services())
        .containsOnlyKeys("teacher", "generator", "filter", "student", "student-2", "evaluator")
        .containsEntry("generator", before.services().get("generator"));
    long taken = before.services().get("generator-2").pid();
    assertThat(Lifeline.isAlive(taken)).isFalse();
    assertThat(gufo("down").waitFor()).isZero();
    assertThat(launcher.waitFor()).isPositive();
    assertThat(processes()).isEmpty();
  }

  private List<String> processes() {
    return ProcessHandle.allProcesses()
        .map(process -> process.info().commandLine().orElse(""))
        .filter(line -> line.contains(folder.toString()))
        .toList();
  }

  private Process gufo(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx96m", "-XX:TieredStopAtLevel=1", "-Dgufo.build.root=" + folder));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "gufo.lab.Gufo"));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--home", home.root().toString()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder
        .environment()
        .put("FAKE_RESULT", Path.of("src/test/resources/result.json").toAbsolutePath().toString());
    return builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static void jar(Path file) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, FakeService.class.getName());
    String name = FakeService.class.getName().replace('.', '/') + ".class";
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest);
        var bytes = FakeService.class.getClassLoader().getResourceAsStream(name)) {
      jar.putNextEntry(new JarEntry(name));
      bytes.transferTo(jar);
      jar.closeEntry();
    }
  }
}
