package gufo.lab.cli;

import gufo.lab.home.Checkout;
import gufo.lab.stack.Stack;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code gufo supervise}. What {@code up} starts in the background; ends on SIGTERM. */
@Command(
    name = "supervise",
    mixinStandardHelpOptions = true,
    description = "Start the stack and stay with it.",
    hidden = true)
final class SuperviseCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private HomeOption home;

  @Mixin private ReplicasOption replicas;

  SuperviseCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try (Stack stack =
        Stack.start(home.home(), Checkout.current(), replicas.replicas(), console.out()::println)) {
      console.err().println(stack.failure().join());
    }
    return ExitCode.FAILED;
  }
}
