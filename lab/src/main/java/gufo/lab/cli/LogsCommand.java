package gufo.lab.cli;

import gufo.lab.stack.CappedLog;
import gufo.lab.stack.Replica;
import gufo.lab.stack.Stage;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gufo logs}. Works without a stack, too. */
@Command(
    name = "logs",
    mixinStandardHelpOptions = true,
    description = "Print the end of a stage's log.")
final class LogsCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(
      paramLabel = "STAGE",
      description =
          "teacher, generator, filter, student, evaluator, one more of them (student-2),"
              + " infrastructure, launcher or prometheus")
  private String stage;

  @Option(names = "-n", paramLabel = "LINES", description = "how many (default: ${DEFAULT-VALUE})")
  private int lines = 200;

  @Mixin private HomeOption home;

  LogsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Path log = log();
    CappedLog.tail(log, lines).forEach(console.out()::println);
    console.err().println(log);
    return ExitCode.OK;
  }

  private Path log() {
    if (stage.equals("infrastructure")) {
      return home.home().infrastructure().resolve("infrastructure.log");
    }
    if (List.of("launcher", "prometheus").contains(stage) || Replica.of(stage).isPresent()) {
      return home.home().log(stage);
    }
    throw new BadSpec(
        List.of(
            "No stage is called %s; there are %s, infrastructure, launcher and prometheus"
                .formatted(stage, String.join(", ", Stage.words()))));
  }
}
