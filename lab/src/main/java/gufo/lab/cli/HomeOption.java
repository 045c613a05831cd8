package gufo.lab.cli;

import gufo.lab.home.Home;
import gufo.lab.home.StackState;
import gufo.lab.stack.StackFailed;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** {@code --home}, common to all commands. */
final class HomeOption {
  @Option(
      names = "--home",
      paramLabel = "DIR",
      description = "where everything is kept (default: ~/.gufo)")
  private Path folder;

  Home home() {
    return Home.of(folder);
  }

  /** The stack that runs there; commands that need one fail without. */
  StackState running() {
    return StackState.running(home())
        .orElseThrow(
            () ->
                new StackFailed(
                    "No stack runs on %s. Start one with: gufo up".formatted(home().root())));
  }
}
