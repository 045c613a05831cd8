package gufo.lab.cli;

import gufo.lab.home.StackState;
import gufo.lab.stack.Http;
import gufo.lab.stack.Replicas;
import gufo.lab.stack.ScaleRequest;
import gufo.lab.stack.StackFailed;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code gufo scale}. Returns when the stack is as asked for and every process is ready. */
@Command(
    name = "scale",
    mixinStandardHelpOptions = true,
    description = {
      "Start or stop processes of stages while the stack runs.",
      "One that is stopped checkpoints its work and gives it back."
    })
final class ScaleCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(180);

  private final Console console;

  @Parameters(
      paramLabel = "STAGE=N,...",
      converter = ReplicasOption.Converter.class,
      description = "so many processes of a stage, 1 to 8; stages not named stay as they are")
  private Replicas wanted;

  @Mixin private HomeOption home;

  ScaleCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    home.running();
    ScaleRequest.leave(home.home(), wanted);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!isReady(home.running())) {
      if (System.nanoTime() > deadline) {
        throw new StackFailed(
            "The stack does not have %s after %d s; see gufo status and gufo logs launcher"
                .formatted(wanted, PATIENCE.toSeconds()));
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    console.out().println("The stack has " + wanted);
    return ExitCode.OK;
  }

  private boolean isReady(StackState state) {
    return wanted.describe(state.services().keySet())
        && state.services().values().stream().allMatch(service -> Http.isReady(service.url()));
  }
}
