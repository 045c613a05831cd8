package gufo.lab.cli;

import gufo.embedded.SmallJvm;
import gufo.lab.home.Home;
import gufo.lab.home.StackState;
import gufo.lab.stack.CappedLog;
import gufo.lab.stack.Prometheus;
import gufo.lab.stack.Replicas;
import gufo.lab.stack.StackFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A supervising launcher in a session of its own, which outlives the command that starts it. */
final class Background {
  private static final int TAIL = 40;
  private static final String MAIN = "gufo.lab.Gufo";

  private Background() {}

  /** Returns when the stack is ready; what the supervisor says meanwhile is passed on. */
  static StackState start(
      Home home, Replicas replicas, Optional<Prometheus> prometheus, Consumer<String> progress) {
    home.create();
    Path log = home.log("launcher");
    try {
      Files.deleteIfExists(log);
      Process process =
          new ProcessBuilder(command(home, replicas, prometheus))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      process.getOutputStream().close();
      return await(process, home, log, progress);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static StackState await(Process process, Home home, Path log, Consumer<String> progress) {
    int said = 0;
    while (true) {
      Optional<StackState> state =
          StackState.running(home).filter(found -> found.launcher() == process.pid());
      List<String> lines = CappedLog.tail(log, TAIL);
      if (!process.isAlive()) {
        throw new StackFailed(String.join(System.lineSeparator(), lines));
      }
      lines.stream().skip(said).forEach(progress);
      said = lines.size();
      if (state.isPresent()) {
        return state.get();
      }
      pause();
    }
  }

  private static List<String> command(
      Home home, Replicas replicas, Optional<Prometheus> prometheus) {
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
      command.add("/usr/bin/setsid");
    }
    command.addAll(SmallJvm.command(SmallJvm.FIRST_COMPILER));
    command.add("-Xmx96m");
    command.add("-Dgufo.build.root=" + System.getProperty("gufo.build.root", ""));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
    command.addAll(List.of("supervise", "--home", home.root().toString()));
    prometheus.ifPresent(
        there -> command.addAll(List.of("--prometheus", there.program().toString())));
    if (!replicas.equals(Replicas.ONE_EACH)) {
      command.addAll(List.of("--replicas", replicas.toString()));
    }
    return command;
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
