package gufo.lab.cli;

import gufo.contracts.spec.Sweep;
import gufo.lab.follow.Experiments;
import gufo.lab.follow.Experiments.Accepted;
import gufo.lab.follow.Experiments.Refused;
import gufo.lab.follow.Experiments.Submission;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What to submit and how, common to {@code run} and {@code submit}. */
final class SpecOption {
  @Parameters(paramLabel = "SPEC|NAME", description = "a spec file, or a name in experiments/")
  private String spec;

  @Option(
      names = "--exploratory",
      description = "allow another spec than the one registered under its name")
  private boolean exploratory;

  String spec() {
    return spec;
  }

  /** In order. A sweep's experiments that are there already are not submitted again. */
  List<Accepted> submit(Sweep sweep, Experiments experiments) throws IOException {
    List<Accepted> accepted = new ArrayList<>();
    for (Sweep.Experiment experiment : sweep.experiments()) {
      Submission submission =
          sweep.varies()
              ? experiments.submitOnce(sweep.name(), experiment, exploratory)
              : experiments.submit(experiment, exploratory);
      if (submission instanceof Refused refused) {
        throw refused(sweep, experiment, refused, accepted.size());
      }
      accepted.add((Accepted) submission);
    }
    return accepted;
  }

  /** With the experiment's name before each line, and how many of its sweep went through. */
  static BadSpec refused(Sweep sweep, Sweep.Experiment experiment, Refused refused, int before) {
    List<String> lines = new ArrayList<>();
    for (String error : refused.errors()) {
      lines.add(sweep.varies() ? experiment.spec().name() + ": " + error : error);
    }
    if (before > 0) {
      lines.add("Accepted before it: %d of %d".formatted(before, sweep.experiments().size()));
    }
    return new BadSpec(lines);
  }
}
