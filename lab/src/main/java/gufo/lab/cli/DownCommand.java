package gufo.lab.cli;

import gufo.embedded.Lifeline;
import gufo.lab.home.StackState;
import gufo.lab.stack.StackFailed;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code gufo down}. Without a stack there is nothing to do, and that is no error. */
@Command(name = "down", mixinStandardHelpOptions = true, description = "Stop the running stack.")
final class DownCommand implements Callable<Integer> {
  private final Console console;

  private static final int PATIENCE_SECONDS = 45;

  @Mixin private HomeOption home;

  DownCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    Optional<StackState> running = StackState.running(home.home());
    if (running.isEmpty()) {
      console.out().println("No stack runs on " + home.home().root());
      return ExitCode.OK;
    }
    long launcher = running.get().launcher();
    ProcessHandle.of(launcher).ifPresent(ProcessHandle::destroy);
    boolean alive = Lifeline.isAlive(launcher);
    for (int i = 0; i < PATIENCE_SECONDS * 10 && alive; i++) {
      TimeUnit.MILLISECONDS.sleep(100);
      alive = Lifeline.isAlive(launcher);
    }
    if (alive) {
      throw new StackFailed("The launcher %d does not end".formatted(launcher));
    }
    console.out().println("The stack is down");
    return ExitCode.OK;
  }
}
