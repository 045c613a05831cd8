package gufo.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a child JVM of a stack is run: this JVM's program, little memory, no wakings of its own. */
public final class SmallJvm {

  /** Starts soon and costs little; for what does not compute for long. */
  public static final int FIRST_COMPILER = 1;

  /** The second compiler too, whose time work of minutes earns back. */
  public static final int BOTH_COMPILERS = 4;

  /** Where Linux says whether a program may ask for pages of 2 MB. */
  private static final Path LARGE_PAGES = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");

  private SmallJvm() {}

  /**
   * The beginning of its command line, to be added to. Performance counters are off: their sampling
   * wakes an idle JVM 20 times a second. Heap and code lie in large pages where the system has
   * them: seven JVMs on two cores need a tenth less processor time.
   */
  public static List<String> command(int compilers) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-XX:TieredStopAtLevel=" + compilers));
    if (hasLargePages()) {
      command.add("-XX:+UseTransparentHugePages");
    }
    return command;
  }

  private static boolean hasLargePages() {
    try {
      return !Files.readString(LARGE_PAGES).contains("[never]");
    } catch (IOException e) {
      return false;
    }
  }
}
