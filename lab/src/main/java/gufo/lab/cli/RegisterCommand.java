package gufo.lab.cli;

import gufo.contracts.spec.Sweep;
import gufo.lab.follow.Experiments;
import gufo.lab.follow.Experiments.Refused;
import gufo.lab.follow.Experiments.Registered;
import gufo.lab.follow.Experiments.Registration;
import gufo.lab.home.Checkout;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code gufo register}. Registering the same spec again changes nothing. */
@Command(
    name = "register",
    mixinStandardHelpOptions = true,
    description = "Freeze a spec, or every experiment of a sweep, before there are data.")
final class RegisterCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "SPEC|NAME", description = "a spec file, or a name in experiments/")
  private String spec;

  @Mixin private HomeOption home;

  RegisterCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Sweep sweep = SpecFile.load(spec, Checkout.current());
    Experiments experiments = new Experiments(home.running());
    int before = 0;
    for (Sweep.Experiment experiment : sweep.experiments()) {
      Registration registration = experiments.register(experiment);
      if (registration instanceof Refused refused) {
        throw SpecOption.refused(sweep, experiment, refused, before);
      }
      Registered registered = (Registered) registration;
      console
          .out()
          .printf(
              "%s registered at %s with the hash %s%n",
              registered.name(), registered.registeredAt(), registered.specHash());
      before++;
    }
    return ExitCode.OK;
  }
}
