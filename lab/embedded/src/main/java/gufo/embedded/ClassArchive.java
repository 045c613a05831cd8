package gufo.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The classes one program loads, as a JVM archived them at its end; with them a later JVM starts in
 * half the time. A run that writes archives is slow and ends late, so the build makes one of its
 * own ({@code -Dgufo.class-archives=write}). Without an archive everything works, too, and the JVM
 * itself ignores one that does not fit.
 *
 * @param jar what the program is started from; an archive older than it is not used
 */
public record ClassArchive(Path jar) {

  /** Whether this process's children are to leave archives. */
  public static boolean writing() {
    return "write".equals(System.getProperty("gufo.class-archives"));
  }

  /** What to put on the program's command line. */
  public List<String> options() {
    if (writing()) {
      return List.of(
          "-XX:ArchiveClassesAtExit=" + unfinished(), "-Xlog:disable", "-Xlog:all=error:stderr");
    }
    return Files.exists(file()) && isNewer(file(), jar)
        ? List.of("-XX:SharedArchiveFile=" + file())
        : List.of();
  }

  /**
   * After the program has ended by itself: what it wrote is whole. Does nothing unless this process
   * asked for it, for what a killed run left may be half an archive.
   */
  public void keep() {
    try {
      if (writing() && Files.exists(unfinished())) {
        Files.move(unfinished(), file(), StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static boolean isNewer(Path file, Path other) {
    return file.toFile().lastModified() >= other.toFile().lastModified();
  }

  private Path file() {
    return jar.resolveSibling(
        jar.getFileName() + "-" + System.getProperty("java.vm.version") + ".jsa");
  }

  private Path unfinished() {
    return jar.resolveSibling(file().getFileName() + ".new");
  }
}
