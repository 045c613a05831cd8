package gufo.lab.cli;

import gufo.lab.follow.Experiments;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code gufo cancel}. Work that other experiments share goes on. */
@Command(name = "cancel", mixinStandardHelpOptions = true, description = "Cancel an experiment.")
final class CancelCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "ID", description = "as printed by submit and list")
  private String id;

  @Mixin private HomeOption home;

  CancelCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    new Experiments(home.running()).cancel(id);
    console.out().println("cancelled " + id);
    return ExitCode.OK;
  }
}
