package gufo.lab.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A process to keep alive.
 *
 * @param launch starts it anew, on the same addresses every time
 * @param ready asked again and again until it says yes
 * @param log its tail is shown when the child is given up
 */
public record Child(String name, Supplier<ProcessHandle> launch, BooleanSupplier ready, Path log) {

  private static final Path SETSID = Path.of("/usr/bin/setsid");

  /**
   * Starts a program whose output goes to {@code log}. A session of its own keeps Ctrl-C from
   * ending all children at once, in no order.
   */
  static ProcessHandle start(
      List<String> program, Path folder, Map<String, String> environment, Path log) {
    List<String> command = new ArrayList<>(program);
    if (Files.isExecutable(SETSID)) {
      command.add(0, SETSID.toString());
    }
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.directory(folder.toFile());
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      CappedLog.pump(process.getInputStream(), log, CappedLog.CAP);
      return process.toHandle();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
