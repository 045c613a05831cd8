package gufo.lab.cli;

import gufo.lab.home.StackState;
import gufo.lab.stack.Http;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code gufo status}. Fails unless every service is ready. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Show what runs, and where.")
final class StatusCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private HomeOption home;

  StatusCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    StackState state = home.running();
    console.out().printf("%-15s pid %d%n", "launcher", state.launcher());
    console
        .out()
        .printf(
            "%-15s pid %d, kafka %s, %s%n",
            "infrastructure", state.infrastructure(), state.kafka(), state.jdbcUrl());
    boolean allReady = true;
    for (Map.Entry<String, StackState.Service> service : state.services().entrySet()) {
      boolean ready = Http.isReady(service.getValue().url());
      allReady &= ready;
      console
          .out()
          .printf(
              "%-15s pid %d, %s, %s%n",
              service.getKey(),
              service.getValue().pid(),
              service.getValue().url(),
              ready ? "ready" : "not ready");
    }
    if (state.prometheus() != null) {
      console.out().printf("%-15s %s%n", "prometheus", state.prometheus());
    }
    return allReady ? ExitCode.OK : ExitCode.FAILED;
  }
}
