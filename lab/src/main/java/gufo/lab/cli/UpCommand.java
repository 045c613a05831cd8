package gufo.lab.cli;

import gufo.lab.home.StackState;
import gufo.lab.stack.Prometheus;
import gufo.lab.stack.StackFailed;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gufo up}. A stack that runs already is left as it is. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = "Start the stack and leave it running.")
final class UpCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private HomeOption home;

  @Mixin private ReplicasOption replicas;

  @Option(
      names = "--observe",
      description = "start a Prometheus beside it, with the alert rules; it must be installed")
  private boolean observe;

  @Option(
      names = "--prometheus",
      paramLabel = "FILE",
      description = "Prometheus' program for --observe (default: the one on the PATH)")
  private Path prometheus;

  UpCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    boolean observed = observe || prometheus != null;
    Optional<Prometheus> observer =
        observed ? Optional.of(Prometheus.of(prometheus)) : Optional.empty();
    Optional<StackState> running = StackState.running(home.home());
    replicas.check(running);
    if (observed && running.isPresent() && running.get().prometheus() == null) {
      throw new StackFailed(
          "The stack runs, without a Prometheus. End it first: gufo down, then gufo up --observe");
    }
    StackState state =
        running.orElseGet(
            () ->
                Background.start(
                    home.home(), replicas.replicas(), observer, console.out()::println));
    console.out().println("The stack is up: " + state.url("evaluator"));
    if (state.prometheus() != null) {
      console.out().println("Prometheus: " + state.prometheus());
    }
    return ExitCode.OK;
  }
}
