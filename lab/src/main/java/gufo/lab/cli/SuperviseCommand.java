package gufo.lab.cli;

import gufo.lab.home.Checkout;
import gufo.lab.stack.Prometheus;
import gufo.lab.stack.Stack;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

  @Option(names = "--prometheus", paramLabel = "FILE")
  private Path prometheus;

  SuperviseCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Optional<Prometheus> observer = Optional.ofNullable(prometheus).map(Prometheus::of);
    try (Stack stack =
        Stack.start(
            home.home(),
            Checkout.current(),
            replicas.replicas(),
            observer,
            console.out()::println)) {
      console.err().println(stack.failure().join());
    }
    return ExitCode.FAILED;
  }
}
