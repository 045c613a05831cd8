package gufo.lab.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A child's output in a file that never takes more than twice its cap: a full one is kept as {@code
 * .1}.
 */
public final class CappedLog {
  static final long CAP = 8L << 20;

  private CappedLog() {}

  /** Copies until the stream ends, on a daemon thread. */
  static void pump(InputStream output, Path log, long cap) {
    Thread thread =
        new Thread(
            () -> {
              try {
                copy(output, log, cap);
              } catch (IOException childGone) {
                // The stream ends with the child; what was read is in the file.
              }
            },
            "log-" + log.getFileName());
    thread.setDaemon(true);
    thread.start();
  }

  static void copy(InputStream output, Path log, long cap) throws IOException {
    byte[] buffer = new byte[8192];
    int read = output.read(buffer);
    while (read >= 0) {
      if (Files.exists(log) && Files.size(log) >= cap) {
        Path older = log.resolveSibling(log.getFileName() + ".1");
        Files.move(log, older, StandardCopyOption.REPLACE_EXISTING);
      }
      try (OutputStream file =
          Files.newOutputStream(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
        long room = cap - Files.size(log);
        while (read >= 0 && room > 0) {
          file.write(buffer, 0, read);
          room -= read;
          read = output.read(buffer);
        }
      }
    }
  }

  /** The last lines, none when there is no file. */
  public static List<String> tail(Path log, int lines) {
    try {
      if (!Files.exists(log)) {
        return List.of();
      }
      List<String> all =
          new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
      return all.subList(Math.max(0, all.size() - lines), all.size());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
