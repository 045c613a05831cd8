package gufo.lab.stack;

import gufo.contracts.event.Topic;
import gufo.embedded.ClassArchive;
import gufo.embedded.Infrastructure;
import gufo.embedded.Ports;
import gufo.lab.home.Checkout;
import gufo.lab.home.Home;
import gufo.lab.home.StackState;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Broker, database and the five services, each in one process or in several, on one home,
 * supervised by this JVM; they end when it does.
 */
public final class Stack implements AutoCloseable {
  private static final String INFRASTRUCTURE = "infrastructure";
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final Duration FOR_EACH_MORE = Duration.ofSeconds(10);
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);

  /** A runner taken away ends its step, checkpoints and gives its leases back. */
  private static final Duration SCALE_IN_GRACE = Duration.ofSeconds(30);

  private static final Duration GRACE = Duration.ofSeconds(ClassArchive.writing() ? 120 : 10);

  private final Home home;
  private final Checkout checkout;
  private final Home.Lock lock;
  private final Optional<Prometheus> prometheus;
  private final Consumer<String> progress;
  private final Map<Replica, Integer> ports = new ConcurrentSkipListMap<>();
  private final List<Integer> ownPorts;
  private final int prometheusPort;
  private final ServiceCommand command;
  private final Supervisor infrastructure = new Supervisor(Clock.systemUTC(), this::writeState);
  private final Supervisor services = new Supervisor(Clock.systemUTC(), this::writeState);
  private final Supervisor observers = new Supervisor(Clock.systemUTC(), this::writeState);
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile double seconds = -1;

  private Stack(
      Home home,
      Checkout checkout,
      Home.Lock lock,
      Replicas replicas,
      Optional<Prometheus> prometheus,
      Consumer<String> progress) {
    this.home = home;
    this.checkout = checkout;
    this.prometheus = prometheus;
    this.lock = lock;
    this.progress = progress;
    List<Replica> all = replicas.all();
    List<Integer> free = Ports.free(all.size() + Infrastructure.PORTS + 1);
    all.forEach(replica -> ports.put(replica, free.get(ports.size())));
    this.ownPorts = free.subList(all.size(), free.size() - 1);
    this.prometheusPort = free.get(free.size() - 1);
    this.command = new ServiceCommand(checkout, home, Infrastructure.at(ownPorts));
  }

  /** Without a Prometheus beside it. */
  public static Stack start(
      Home home, Checkout checkout, Replicas replicas, Consumer<String> progress) {
    return start(home, checkout, replicas, Optional.empty(), progress);
  }

  /** Returns when everything is ready; what was started is stopped again if something cannot be. */
  public static Stack start(
      Home home,
      Checkout checkout,
      Replicas replicas,
      Optional<Prometheus> prometheus,
      Consumer<String> progress) {
    for (Stage stage : Stage.values()) {
      checkout.jar(stage.module());
    }
    Home.Lock lock =
        home.tryLock()
            .orElseThrow(() -> new StackFailed("Another launcher runs on " + home.root()));
    Stack stack = new Stack(home, checkout, lock, replicas, prometheus, progress);
    Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "stop-stack"));
    try {
      stack.startAll();
      stack.watchForScaling();
      return stack;
    } catch (RuntimeException e) {
      stack.close();
      throw e;
    }
  }

  public StackState state() {
    Map<String, Long> pids = services.pids();
    Map<String, StackState.Service> found = new LinkedHashMap<>();
    ports.forEach(
        (replica, port) ->
            found.put(
                replica.name(),
                new StackState.Service(
                    ServiceCommand.url(port), pids.getOrDefault(replica.name(), -1L))));
    return new StackState(
        ProcessHandle.current().pid(),
        seconds,
        infrastructure.pids().get(INFRASTRUCTURE),
        command.addresses().kafkaBootstrap(),
        command.addresses().jdbcUrl(),
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
  private void startAll() {
    long started = System.nanoTime();
    home.create();
    StackState.delete(home);
    int more = ports.size() - Stage.values().length;
    progress.accept(
        "starting broker, database and five services"
            + (more == 0 ? "" : ", and %d more to run jobs".formatted(more)));
    ports.forEach((replica, port) -> services.start(command.child(replica, port)));
    infrastructure.start(infrastructureChild());
    Duration patience = PATIENCE.plus(FOR_EACH_MORE.multipliedBy(more));
    infrastructure.awaitReady(patience);
    services.awaitReady(patience);
    prometheus.ifPresent(
        there -> observers.start(there.child(checkout, home, firstPorts(), prometheusPort)));
    observers.awaitReady(PATIENCE);
    seconds = Math.round((System.nanoTime() - started) / 1e7) / 100.0;
    writeState();
    progress.accept("stack ready in %.1f s".formatted(seconds));
  }

  /** Of the processes that have every role, in the order of the stages. */
  private List<Integer> firstPorts() {
    return Stream.of(Stage.values()).map(stage -> ports.get(new Replica(stage, 1))).toList();
  }

  private void watchForScaling() {
    Thread watcher =
        new Thread(
            () -> {
              while (!closed.get()) {
                try {
                  Thread.sleep(LOOK_EVERY.toMillis());
                  ScaleRequest.take(home).ifPresent(this::scale);
                } catch (InterruptedException e) {
                  return;
                } catch (RuntimeException e) {
                  progress.accept("not scaled: " + e.getMessage());
                }
              }
            },
            "scale");
    watcher.setDaemon(true);
    watcher.start();
  }

  /** The last of a stage go first; the first, which alone has every role, stays. */
  private void scale(Replicas wanted) {
    List<Replica> all = wanted.ofNamed();
    for (Replica replica : all) {
      if (!ports.containsKey(replica)) {
        int port = Ports.free();
        ports.put(replica, port);
        services.start(command.child(replica, port));
        progress.accept(replica.name() + " is started");
      }
    }
    List<Replica> surplus =
        ports.keySet().stream()
            .filter(replica -> wanted.named().containsKey(replica.stage()))
            .filter(replica -> !all.contains(replica))
            .sorted(Comparator.reverseOrder())
            .toList();
    surplus.forEach(this::takeAway);
    writeState();
  }

  private void takeAway(Replica replica) {
    long asked = System.nanoTime();
    boolean byItself = services.release(replica.name(), SCALE_IN_GRACE);
    ports.remove(replica);
    progress.accept(
        "%s %s after %.1f s"
            .formatted(
                replica.name(),
                byItself ? "has ended" : "was killed",
                (System.nanoTime() - asked) / 1e9));
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
