package gufo.lab.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import gufo.contracts.id.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The {@code ./gufo} command on one home, run as a user runs it. */
final class GufoProcess {

  private static final Path ROOT = Path.of(System.getProperty("gufo.build.root"));
  private static final long LONGEST_MINUTES = 8;

  private final Path home;
  private final List<String> before;
  private final Map<String, String> settings;

  GufoProcess(Path home) {
    this(home, List.of(), Map.of());
  }

  /**
   * @param before what runs the command, if not the system itself
   * @param settings environment of a stack that the command starts
   */
  GufoProcess(Path home, List<String> before, Map<String, String> settings) {
    this.home = home;
    this.before = before;
    this.settings = settings;
  }

  /** What a command ended in. */
  record Ended(int exitCode, List<String> output, String errors) {
    JsonNode lastLine() throws IOException {
      return Json.mapper().readTree(output.get(output.size() - 1));
    }
  }

  Ended run(String... arguments) throws Exception {
    Path errors = Files.createTempFile("gufo", ".err");
    Process process = start(errors, arguments);
    List<String> output = process.inputReader().lines().toList();
    if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("gufo " + List.of(arguments) + " did not end");
    }
    return new Ended(process.exitValue(), output, Files.readString(errors));
  }

  Process start(Path errors, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(before);
    command.add(ROOT.resolve("gufo").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("--home", home.toString()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
    builder.environment().put("GUFO_BUILD", "never");
    builder.environment().putAll(settings);
    return builder.start();
  }

  static Path experiment(String name) {
    return ROOT.resolve("experiments").resolve(name + ".yaml");
  }
}
