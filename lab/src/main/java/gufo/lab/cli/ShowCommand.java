package gufo.lab.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gufo.contracts.id.Json;
import gufo.lab.follow.Experiments;
import gufo.lab.stack.StackFailed;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gufo show}. The exit code of a finished one is that of its run. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Show an experiment: its verdict, or how far it is.")
final class ShowCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "ID", description = "as printed by submit and list")
  private String id;

  @Option(names = "--json", description = "print the answer as one JSON object")
  private boolean json;

  @Mixin private HomeOption home;

  ShowCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Experiments experiments = new Experiments(home.running());
    Optional<JsonNode> answer = experiments.result(id);
    if (answer.isEmpty()) {
      answer = experiments.find(id);
    } else if (Experiments.isFinished(answer.get())) {
      return new ResultPrinter(console, home.home()).print(answer.get(), null, json);
    }
    if (answer.isEmpty()) {
      throw new StackFailed("No experiment has the id " + id);
    }
    ObjectMapper mapper = Json.mapper();
    console
        .out()
        .println(
            json
                ? mapper.writeValueAsString(answer.get())
                : mapper.writerWithDefaultPrettyPrinter().writeValueAsString(answer.get()));
    return ExitCode.OK;
  }
}
