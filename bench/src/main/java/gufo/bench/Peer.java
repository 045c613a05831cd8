package gufo.bench;

import com.fasterxml.jackson.databind.JsonNode;
import gufo.contracts.id.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A program of {@code bench/peers} that stays up, so that neither its start nor the loading of its
 * data is counted: a line in, one line of JSON out.
 */
final class Peer implements AutoCloseable {

  private final Process process;
  private final BufferedReader answers;
  private final Writer wishes;
  private final JsonNode ready;

  private Peer(Process process) throws IOException {
    this.process = process;
    this.answers = process.inputReader();
    this.wishes = process.outputWriter();
    this.ready = answer();
  }

  /** Starts {@code bench/peers/SCRIPT} and waits until it is ready. */
  static Peer start(Path checkout, int threads, String script, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("/usr/bin/python3"));
    command.add(checkout.resolve("bench/peers").resolve(script).toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("OMP_NUM_THREADS", Integer.toString(threads));
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    return new Peer(builder.start());
  }

  /** What it said when it was ready. */
  JsonNode ready() {
    return ready;
  }

  /** Asks for a round, and does not wait. */
  void go() throws IOException {
    wishes.write("go\n");
    wishes.flush();
  }

  /** Waits for a round's end. */
  JsonNode answer() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IOException(
          "the peer ended: " + process.info().commandLine().orElse("python3") + "; see above");
    }
    return Json.mapper().readTree(line);
  }

  @Override
  public void close() {
    process.destroy();
  }
}
