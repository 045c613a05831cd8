package gufo.lab.cli;

import gufo.lab.follow.Experiments;
import gufo.lab.follow.Experiments.Accepted;
import gufo.lab.follow.Experiments.Refused;
import gufo.lab.follow.Experiments.Submission;
import gufo.lab.home.Checkout;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code gufo submit}. Returns as soon as the stack has stored it. */
@Command(
    name = "submit",
    mixinStandardHelpOptions = true,
    description = "Submit an experiment to the running stack and print its id.")
final class SubmitCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "SPEC|NAME", description = "a spec file, or a name in experiments/")
  private String spec;

  @Mixin private HomeOption home;

  SubmitCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    SpecFile file = SpecFile.load(spec, Checkout.current());
    Submission submission = new Experiments(home.running()).submit(file.bytes(), file.json());
    if (submission instanceof Refused refused) {
      throw new BadSpec(refused.errors());
    }
    console.out().println(((Accepted) submission).id());
    return ExitCode.OK;
  }
}
