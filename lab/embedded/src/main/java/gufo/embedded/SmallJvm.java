package gufo.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a child JVM of a stack is run: this JVM's program, little memory, no wakings of its own. */
public final class SmallJvm {

  /** Starts soon and costs little; for what does not compute for long. */
  public static final int FIRST_COMPILER = 1;

  /** The second compiler too, whose time work of minutes earns back. */
  public static final int BOTH_COMPILERS = 4;

  private SmallJvm() {}

  /**
   * The beginning of its command line, to be added to. Performance counters are off: their sampling
   * wakes an idle JVM 20 times a second.
   */
  public static List<String> command(int compilers) {
    return new ArrayList<>(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-XX:TieredStopAtLevel=" + compilers));
  }
}
