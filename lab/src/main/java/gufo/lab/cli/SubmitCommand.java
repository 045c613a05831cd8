package gufo.lab.cli;

import gufo.contracts.spec.Sweep;
import gufo.lab.follow.Experiments;
import gufo.lab.home.Checkout;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code gufo submit}. Returns as soon as the stack has stored it. */
@Command(
    name = "submit",
    mixinStandardHelpOptions = true,
    description = "Submit an experiment, or all of a sweep, to the running stack and print ids.")
final class SubmitCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private SpecOption spec;

  @Mixin private HomeOption home;

  SubmitCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Sweep sweep = SpecFile.load(spec.spec(), Checkout.current());
    spec.submit(sweep, new Experiments(home.running()))
        .forEach(accepted -> console.out().println(accepted.id()));
    return ExitCode.OK;
  }
}
