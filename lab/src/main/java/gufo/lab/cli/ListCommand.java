package gufo.lab.cli;

import com.fasterxml.jackson.databind.JsonNode;
import gufo.lab.follow.Experiments;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gufo list}. One line each: id, status, name. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "List the experiments of the running stack.")
final class ListCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private HomeOption home;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "how many, the newest first; at most 1000 (default: 50)")
  private int limit;

  ListCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    for (JsonNode experiment : new Experiments(home.running()).list(limit)) {
      console
          .out()
          .printf(
              "%s  %-10s %s%n",
              experiment.path("id").asText(),
              experiment.path("status").asText(),
              experiment.path("name").asText());
    }
    return ExitCode.OK;
  }
}
