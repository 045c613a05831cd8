package gufo.lab.doctor;

import gufo.embedded.Infrastructure;
import gufo.embedded.Ports;
import gufo.lab.home.Checkout;
import gufo.lab.home.Home;
import gufo.lab.stack.Prometheus;
import gufo.lab.stack.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Looks at the machine and says what would keep Gufo from running, and what to do about it. */
public final class Doctor {
  private static final int JAVA = 17;
  private static final double MEMORY_GB = 2.5;
  private static final double MEMORY_GB_MORE = 0.4;
  private static final double DISK_GB = 2;
  private static final double GB = 1e9;

  private final Home home;
  private final Checkout checkout;
  private final int more;

  /**
   * @param more processes than one of each stage that the machine is to have room for
   */
  public Doctor(Home home, Checkout checkout, int more) {
    this.home = home;
    this.checkout = checkout;
    this.more = more;
  }

  /** One thing looked at; {@code advice} matters when it is not all right. */
  public record Finding(String what, boolean ok, String found, String advice) {
    @Override
    public String toString() {
      return "%-5s %-15s %s%s".formatted(ok ? "ok" : "BAD", what, found, ok ? "" : " - " + advice);
    }
  }

  public List<Finding> examine() {
    return List.of(
        java(), platform(), memory(), disk(), ports(), database(), nativeLibrary(), prometheus());
  }

  private static Finding java() {
    int version = Runtime.version().feature();
    return new Finding(
        "Java",
        version >= JAVA,
        Runtime.version().toString(),
        "install a JDK " + JAVA + " or newer");
  }

  private static Finding platform() {
    String found = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    return new Finding(
        "platform",
        found.equals("Linux amd64"),
        found,
        "this build carries native parts for Linux x86-64 only");
  }

  private Finding memory() {
    double available = availableMemory() / GB;
    double needed = MEMORY_GB + more * MEMORY_GB_MORE;
    return new Finding(
        "memory",
        available >= needed,
        "%.1f GB available".formatted(available),
        "a run needs %.1f GB; close something".formatted(needed));
  }

  private static double availableMemory() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/meminfo"))) {
        if (line.startsWith("MemAvailable:")) {
          return Long.parseLong(line.replaceAll("\\D", "")) * 1024.0;
        }
      }
    } catch (IOException noProc) {
      return 0;
    }
    return 0;
  }

  private Finding disk() {
    Path place = home.root();
    while (!Files.exists(place)) {
      place = place.getParent();
    }
    double free = place.toFile().getUsableSpace() / GB;
    return new Finding(
        "disk",
        free >= DISK_GB && Files.isWritable(place),
        "%.1f GB free on %s".formatted(free, place),
        "free %.0f GB there, or choose another folder with --home".formatted(DISK_GB));
  }

  private Finding ports() {
    int needed = Stage.values().length + Infrastructure.PORTS + more;
    try {
      Ports.free(needed);
      return new Finding("ports", true, needed + " free on 127.0.0.1", "");
    } catch (IllegalStateException e) {
      return new Finding("ports", false, e.getMessage(), "close what listens there");
    }
  }

  private static Finding database() {
    if (!System.getProperty("user.name").equals("root")) {
      return new Finding("PostgreSQL", true, "not running as root", "");
    }
    Outcome outcome = run(List.of("unshare", "-U", "true"));
    return new Finding(
        "PostgreSQL",
        outcome.ok(),
        outcome.ok() ? "root, but user namespaces work" : "root without user namespaces",
        "run Gufo as an ordinary user");
  }

  /** In a JVM of its own: a broken native library ends the process that loads it. */
  private Finding nativeLibrary() {
    Path libraries = checkout.application("student-service").resolve("lib");
    if (!Files.isDirectory(libraries)) {
      return new Finding(
          "native library", false, "not built yet", "build with ./mvnw -DskipTests install");
    }
    String classPath =
        "%s:%s/boot/*:%s/main/*"
            .formatted(System.getProperty("java.class.path"), libraries, libraries);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", classPath, NativeProbe.class.getName()));
    Outcome outcome = run(command);
    return new Finding(
        "native library",
        outcome.ok(),
        outcome.ok() ? "loads" : outcome.lastLine(),
        "it needs glibc 2.35 or newer, and room to unpack in ~/.javacpp");
  }

  /** Nothing needs it but {@code up --observe}. */
  private static Finding prometheus() {
    String found =
        Prometheus.onPath()
            .map(there -> there.program().toString())
            .orElse("not on the PATH; only up --observe needs one");
    return new Finding("Prometheus", true, found, "");
  }

  private static Outcome run(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      List<String> lines = process.inputReader().lines().toList();
      return new Outcome(
          process.waitFor() == 0, lines.isEmpty() ? "no output" : lines.get(lines.size() - 1));
    } catch (IOException e) {
      return new Outcome(false, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private record Outcome(boolean ok, String lastLine) {}
}
