package gufo.lab.cli;

import com.fasterxml.jackson.databind.JsonNode;
import gufo.contracts.spec.Sweep;
import gufo.lab.follow.Experiments;
import gufo.lab.follow.Experiments.Accepted;
import gufo.lab.follow.Follower;
import gufo.lab.home.Checkout;
import gufo.lab.home.Home;
import gufo.lab.home.StackState;
import gufo.lab.stack.Stack;
import gufo.lab.stack.StackFailed;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code gufo run}: from a spec to its verdict, or from a sweep to its table, on the running stack
 * or on one started for it.
 */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Run an experiment and print its verdict, or a sweep and print its table.")
final class RunCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private SpecOption spec;

  @Mixin private HomeOption home;

  @Mixin private ReplicasOption replicas;

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
    Sweep sweep = SpecFile.load(spec.spec(), checkout);
    Optional<StackState> running = StackState.running(home.home());
    if (fresh) {
      forget(running.isPresent());
    }
    replicas.check(running);
    Consumer<String> chatter = line -> console.chatter(json).println(line);
    if (running.isPresent()) {
      return run(sweep, running.get(), null, stopped(running.get()));
    }
    if (keep) {
      StackState kept =
          Background.start(home.home(), replicas.replicas(), Optional.empty(), chatter);
      int code = run(sweep, kept, kept.seconds(), stopped(kept));
      console
          .chatter(json)
          .println("The stack is still up: " + kept.url("evaluator") + " (gufo down ends it)");
      return code;
    }
    try (Stack stack = Stack.start(home.home(), checkout, replicas.replicas(), chatter)) {
      StackState state = stack.state();
      return run(sweep, state, state.seconds(), stack.failure());
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
      Sweep sweep, StackState state, Double stackSeconds, CompletableFuture<String> stackGone)
      throws IOException {
    Experiments experiments = new Experiments(state);
    List<Accepted> accepted = spec.submit(sweep, experiments);
    accepted.forEach(
        one -> console.chatter(json).printf("%s submitted as %s%n", one.name(), one.id()));
    List<String> ids = accepted.stream().map(Accepted::id).toList();
    List<JsonNode> results =
        new Follower(experiments, console.progress(json)).follow(ids, stackGone);
    return sweep.varies()
        ? new SweepPrinter(console, home.home())
            .print(sweep, results, experiments.summary(ids), stackSeconds, json)
        : new ResultPrinter(console, home.home()).print(results.get(0), stackSeconds, json);
  }

  /** A stack that somebody else supervises is gone when its launcher is. */
  private static CompletableFuture<String> stopped(StackState state) {
    return ProcessHandle.of(state.launcher())
        .map(ProcessHandle::onExit)
        .orElseGet(() -> CompletableFuture.completedFuture(null))
        .thenApply(ended -> "The stack was stopped");
  }
}
