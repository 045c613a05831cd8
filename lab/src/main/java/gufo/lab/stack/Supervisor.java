package gufo.lab.stack;

import gufo.embedded.Lifeline;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Keeps children alive: a dead one is started again with back-off until its restarts are used up,
 * then all is over.
 */
public final class Supervisor {
  private static final int TAIL = 30;

  private final Clock clock;
  private final Runnable onRestart;
  private final List<Kept> children = Collections.synchronizedList(new ArrayList<>());
  private final CompletableFuture<String> failure = new CompletableFuture<>();
  private final ScheduledExecutorService timer =
      Executors.newScheduledThreadPool(2, Supervisor::daemon);
  private volatile boolean stopping;

  /**
   * @param onRestart runs after each restart: pids have changed
   */
  public Supervisor(Clock clock, Runnable onRestart) {
    this.clock = clock;
    this.onRestart = onRestart;
  }

  /** Launches the child and watches it from now on. */
  public void start(Child child) {
    Kept kept = new Kept(child, new RestartPolicy(clock));
    children.add(kept);
    kept.launch();
  }

  /** Completes with what to tell the user once a child has been given up. */
  public CompletableFuture<String> failure() {
    return failure;
  }

  /** Pids by name. */
  public Map<String, Long> pids() {
    Map<String, Long> pids = new ConcurrentHashMap<>();
    for (Kept kept : List.copyOf(children)) {
      pids.put(kept.child.name(), kept.process == null ? -1 : kept.process.pid());
    }
    return pids;
  }

  /** Returns when every child has said once that it is ready. */
  public void awaitReady(Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    List<Kept> waiting = new ArrayList<>(List.copyOf(children));
    while (true) {
      waiting.removeIf(kept -> kept.child.ready().getAsBoolean());
      if (waiting.isEmpty()) {
        return;
      }
      if (failure.isDone()) {
        throw new StackFailed(failure.join());
      }
      if (System.nanoTime() > deadline) {
        throw new StackFailed(
            waiting.get(0).describe("was not ready after " + patience.toSeconds() + " s"));
      }
      pause(100);
    }
  }

  /**
   * Last started, first asked to end; those that have not after the grace are killed.
   *
   * @return whether all have ended by themselves
   */
  public boolean stop(Duration grace) {
    stopping = true;
    timer.shutdown();
    List<Kept> reversed = new ArrayList<>(List.copyOf(children));
    Collections.reverse(reversed);
    return end(reversed, grace);
  }

  /**
   * Asks one child to end and no longer keeps it alive; after the grace it is killed.
   *
   * @return whether it has ended by itself
   */
  public boolean release(String name, Duration grace) {
    List<Kept> released =
        List.copyOf(children).stream().filter(kept -> kept.child.name().equals(name)).toList();
    released.forEach(Kept::release);
    boolean byItself = end(released, grace);
    children.removeAll(released);
    return byItself;
  }

  private static boolean end(List<Kept> some, Duration grace) {
    boolean killed = false;
    some.forEach(Kept::terminate);
    long deadline = System.nanoTime() + grace.toNanos();
    while (some.stream().anyMatch(Kept::isAlive)) {
      if (System.nanoTime() > deadline) {
        some.forEach(Kept::kill);
        killed = true;
      }
      pause(20);
    }
    return !killed;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "supervisor");
    thread.setDaemon(true);
    return thread;
  }

  private static void pause(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private final class Kept {
    private final Child child;
    private final RestartPolicy policy;
    private volatile ProcessHandle process;
    private volatile boolean released;

    Kept(Child child, RestartPolicy policy) {
      this.child = child;
      this.policy = policy;
    }

    /** From now on its end is nobody's concern. */
    synchronized void release() {
      released = true;
    }

    synchronized void launch() {
      if (stopping || released) {
        return;
      }
      try {
        process = child.launch().get();
        var unused = process.onExit().thenAccept(ended -> died());
      } catch (RuntimeException e) {
        died();
      }
    }

    private void died() {
      if (stopping || released) {
        return;
      }
      Optional<Duration> delay = policy.afterDeath();
      if (delay.isEmpty()) {
        failure.complete(
            describe(
                "died %d times in %d s"
                    .formatted(RestartPolicy.RESTARTS + 1, RestartPolicy.WINDOW.toSeconds())));
        return;
      }
      var unused =
          timer.schedule(
              () -> {
                launch();
                onRestart.run();
              },
              delay.get().toMillis(),
              TimeUnit.MILLISECONDS);
    }

    String describe(String what) {
      return "%s %s. The end of %s:%n%s"
          .formatted(
              child.name(),
              what,
              child.log(),
              String.join(System.lineSeparator(), CappedLog.tail(child.log(), TAIL)));
    }

    synchronized void terminate() {
      if (process != null) {
        process.destroy();
      }
    }

    void kill() {
      if (process != null) {
        process.destroyForcibly();
      }
    }

    boolean isAlive() {
      return process != null && Lifeline.isAlive(process.pid());
    }
  }
}
