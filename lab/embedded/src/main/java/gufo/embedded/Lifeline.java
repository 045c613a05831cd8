package gufo.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Ties this JVM to another process: a callback runs once that process is gone. A zombie counts as
 * gone (nobody may ever reap it in a container), and so does another process that inherited its
 * number.
 */
public final class Lifeline {
  private static final long POLL_MILLIS = 1000;

  private Lifeline() {}

  /**
   * Watches from a daemon thread; {@code whenGone} runs on it, at once if the process is already
   * gone.
   */
  public static void watch(long pid, Runnable whenGone) {
    Optional<Instant> started = startOf(pid);
    Thread watcher =
        new Thread(
            () -> {
              while (isAlive(pid) && startOf(pid).equals(started)) {
                try {
                  Thread.sleep(POLL_MILLIS);
                } catch (InterruptedException e) {
                  return;
                }
              }
              whenGone.run();
            },
            "lifeline-" + pid);
    watcher.setDaemon(true);
    watcher.start();
  }

  /** Whether a process of this number runs, zombies excluded where /proc tells. */
  public static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false) && !isZombie(pid);
  }

  private static Optional<Instant> startOf(long pid) {
    return ProcessHandle.of(pid).flatMap(handle -> handle.info().startInstant());
  }

  private static boolean isZombie(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
    } catch (IOException noProc) {
      return false;
    }
  }
}
