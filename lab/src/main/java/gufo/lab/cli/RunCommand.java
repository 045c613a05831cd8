package gufo.lab.cli;

import com.fasterxml.jackson.databind.JsonNode;
import gufo.lab.follow.Experiments;
import gufo.lab.follow.Experiments.Accepted;
import gufo.lab.follow.Experiments.Refused;
import gufo.lab.follow.Experiments.Submission;
import gufo.lab.follow.Follower;
import gufo.lab.home.Checkout;
import gufo.lab.home.Home;
import gufo.lab.home.StackState;
import gufo.lab.stack.Stack;
import gufo.lab.stack.StackFailed;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gufo run}: from a spec to its verdict, on the running stack or on one started for it. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Run an experiment and print its verdict.")
final class RunCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "SPEC|NAME", description = "a spec file, or a name in experiments/")
  private String spec;

  @Mixin private HomeOption home;

  @Option(names = "--json", description = "print the result as one JSON object on the last line")
  private boolean json;

  @Option(names = "--keep", description = "leave the stack running")
  private boolean keep;

  @Option(
      names = "--fresh",
      description = "forget everything computed before; needs no stack running")
  private boolean fresh;

  RunCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Checkout checkout = Checkout.current();
    SpecFile file = SpecFile.load(spec, checkout);
    Optional<StackState> running = StackState.running(home.home());
    if (fresh) {
      forget(running.isPresent());
    }
    if (running.isPresent()) {
      return run(file, running.get(), null, stopped(running.get()));
    }
    if (keep) {
      StackState kept = Background.start(home.home(), line -> console.chatter(json).println(line));
      int code = run(file, kept, kept.seconds(), stopped(kept));
      console
          .chatter(json)
          .println("The stack is still up: " + kept.url("evaluator") + " (gufo down ends it)");
      return code;
    }
    try (Stack stack =
        Stack.start(home.home(), checkout, line -> console.chatter(json).println(line))) {
      StackState state = stack.state();
      return run(file, state, state.seconds(), stack.failure());
    }
  }

  private void forget(boolean running) {
    Home folder = home.home();
    Optional<Home.Lock> lock = running ? Optional.empty() : folder.tryLock();
    if (lock.isEmpty()) {
      throw new StackFailed(
          "--fresh needs that no stack runs on " + folder.root() + "; gufo down ends it");
    }
    try (Home.Lock held = lock.get()) {
      if (held.channel().isOpen()) {
        folder.forget();
      }
    }
  }

  private int run(
      SpecFile file, StackState state, Double stackSeconds, CompletableFuture<String> stackGone)
      throws IOException {
    Experiments experiments = new Experiments(state);
    Submission submission = experiments.submit(file.bytes(), file.json());
    if (submission instanceof Refused refused) {
      throw new BadSpec(refused.errors());
    }
    Accepted accepted = (Accepted) submission;
    console.chatter(json).printf("%s submitted as %s%n", accepted.name(), accepted.id());
    JsonNode result =
        new Follower(experiments, console.progress(json)).follow(accepted.id(), stackGone);
    return new ResultPrinter(console, home.home()).print(result, stackSeconds, json);
  }

  /** A stack that somebody else supervises is gone when its launcher is. */
  private static CompletableFuture<String> stopped(StackState state) {
    return ProcessHandle.of(state.launcher())
        .map(ProcessHandle::onExit)
        .orElseGet(() -> CompletableFuture.completedFuture(null))
        .thenApply(ended -> "The stack was stopped");
  }
}
