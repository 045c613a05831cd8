package gufo.lab.stack;

import gufo.contracts.event.Topic;
import gufo.embedded.Addresses;
import gufo.embedded.ClassArchive;
import gufo.embedded.Infrastructure;
import gufo.embedded.Ports;
import gufo.lab.home.Checkout;
import gufo.lab.home.Home;
import gufo.lab.home.StackState;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Broker, database and the five services on one home, supervised by this JVM; they end when it
 * does.
 */
public final class Stack implements AutoCloseable {
  private static final String INFRASTRUCTURE = "infrastructure";
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final Duration GRACE = Duration.ofSeconds(ClassArchive.writing() ? 120 : 10);

  private final Home home;
  private final Checkout checkout;
  private final Home.Lock lock;
  private final Optional<Prometheus> prometheus;
  private final List<Integer> ports = Ports.free(Stage.values().length + Infrastructure.PORTS + 1);
  private final List<Integer> servicePorts = ports.subList(0, Stage.values().length);
  private final List<Integer> ownPorts = ports.subList(Stage.values().length, ports.size() - 1);
  private final int prometheusPort = ports.get(ports.size() - 1);
  private final Addresses addresses = Infrastructure.at(ownPorts);
  private final Supervisor infrastructure = new Supervisor(Clock.systemUTC(), this::writeState);
  private final Supervisor services = new Supervisor(Clock.systemUTC(), this::writeState);
  private final Supervisor observers = new Supervisor(Clock.systemUTC(), this::writeState);
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile double seconds = -1;

  private Stack(Home home, Checkout checkout, Optional<Prometheus> prometheus, Home.Lock lock) {
    this.home = home;
    this.checkout = checkout;
    this.prometheus = prometheus;
    this.lock = lock;
  }

  /** Without a Prometheus beside it. */
  public static Stack start(Home home, Checkout checkout, Consumer<String> progress) {
    return start(home, checkout, Optional.empty(), progress);
  }

  /** Returns when everything is ready; what was started is stopped again if something cannot be. */
  public static Stack start(
      Home home, Checkout checkout, Optional<Prometheus> prometheus, Consumer<String> progress) {
    for (Stage stage : Stage.values()) {
      checkout.jar(stage.module());
    }
    Home.Lock lock =
        home.tryLock()
            .orElseThrow(() -> new StackFailed("Another launcher runs on " + home.root()));
    Stack stack = new Stack(home, checkout, prometheus, lock);
    Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "stop-stack"));
    try {
      stack.startAll(progress);
      return stack;
    } catch (RuntimeException e) {
      stack.close();
      throw e;
    }
  }

  public StackState state() {
    Map<String, Long> pids = services.pids();
    Map<String, StackState.Service> found = new LinkedHashMap<>();
    for (Stage stage : Stage.values()) {
      String url = "http://127.0.0.1:" + servicePorts.get(stage.ordinal());
      found.put(stage.word(), new StackState.Service(url, pids.getOrDefault(stage.word(), -1L)));
    }
    return new StackState(
        ProcessHandle.current().pid(),
        seconds,
        infrastructure.pids().get(INFRASTRUCTURE),
        addresses.kafkaBootstrap(),
        addresses.jdbcUrl(),
        found,
        prometheus.map(there -> Prometheus.url(prometheusPort)).orElse(null));
  }

  /**
   * Completes with a text for the user when a part has been given up; a Prometheus is no part of
   * it.
   */
  public CompletableFuture<String> failure() {
    return infrastructure.failure().applyToEither(services.failure(), text -> text);
  }

  /** Services before what they stand on; harmless when repeated. */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    StackState.delete(home);
    observers.stop(GRACE);
    if (services.stop(GRACE)) {
      for (Stage stage : Stage.values()) {
        ServiceCommand.archive(checkout, stage).keep();
      }
    }
    if (infrastructure.stop(GRACE.multipliedBy(2))) {
      Infrastructure.keepArchive();
    }
    lock.close();
  }

  /** All at once: a service waits for database and broker by itself. */
  private void startAll(Consumer<String> progress) {
    long started = System.nanoTime();
    home.create();
    StackState.delete(home);
    progress.accept("starting broker, database and five services");
    ServiceCommand command = new ServiceCommand(checkout, home, addresses);
    for (Stage stage : Stage.values()) {
      services.start(command.child(stage, servicePorts.get(stage.ordinal())));
    }
    infrastructure.start(infrastructureChild());
    infrastructure.awaitReady(PATIENCE);
    services.awaitReady(PATIENCE);
    prometheus.ifPresent(
        there -> observers.start(there.child(checkout, home, servicePorts, prometheusPort)));
    observers.awaitReady(PATIENCE);
    seconds = Math.round((System.nanoTime() - started) / 1e7) / 100.0;
    writeState();
    progress.accept("stack ready in %.1f s".formatted(seconds));
  }

  private Child infrastructureChild() {
    return new Child(
        INFRASTRUCTURE,
        () ->
            Infrastructure.start(
                    home.infrastructure(),
                    Topic.allNames(),
                    ProcessHandle.current().pid(),
                    true,
                    ownPorts)
                .process(),
        () -> Infrastructure.running(home.infrastructure()).isPresent(),
        home.infrastructure().resolve("infrastructure.log"));
  }

  private synchronized void writeState() {
    if (seconds >= 0 && !closed.get()) {
      state().write(home);
    }
  }
}
