package gufo.lab.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line as a whole: its commands, and how endings become exit codes. */
@Command(
    name = "gufo",
    version = "gufo 0.1.0",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Runs subliminal-learning experiments on this machine.",
    footer = {
      "",
      "Start with: gufo run owl-numbers",
      "Exit codes: 0 concluded, 1 a stage failed or it was cancelled, 2 bad spec or usage."
    })
public final class GufoCommand {

  /** Runs one command and says how the process should end. */
  public static int execute(String[] arguments, PrintStream out, PrintStream err) {
    return commandLine(Console.of(out, err)).execute(arguments);
  }

  static CommandLine commandLine(Console console) {
    CommandLine line = new CommandLine(new GufoCommand());
    for (Object command : commands(console)) {
      line.addSubcommand(command);
    }
    line.setOut(new PrintWriter(console.out(), true));
    line.setErr(new PrintWriter(console.err(), true));
    line.setExecutionExceptionHandler(
        (failure, failed, parsed) -> {
          console.err().println(failure.getMessage() == null ? failure : failure.getMessage());
          return failure instanceof BadSpec ? ExitCode.USAGE : ExitCode.FAILED;
        });
    return line;
  }

  private static List<Object> commands(Console console) {
    return List.of(
        new RunCommand(console),
        new UpCommand(console),
        new DownCommand(console),
        new StatusCommand(console),
        new ScaleCommand(console),
        new SubmitCommand(console),
        new RegisterCommand(console),
        new ListCommand(console),
        new ShowCommand(console),
        new CancelCommand(console),
        new FilterCommand(console),
        new LogsCommand(console),
        new GcCommand(console),
        new DoctorCommand(console),
        new SuperviseCommand(console));
  }
}
