package gufo.lab.cli;

import gufo.lab.home.StackState;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code gufo up}. A stack that runs already is left as it is. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = "Start the stack and leave it running.")
final class UpCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private HomeOption home;

  @Mixin private ReplicasOption replicas;

  UpCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Optional<StackState> running = StackState.running(home.home());
    replicas.check(running);
    StackState state =
        running.orElseGet(
            () -> Background.start(home.home(), replicas.replicas(), console.out()::println));
    console.out().println("The stack is up: " + state.url("evaluator"));
    return ExitCode.OK;
  }
}
