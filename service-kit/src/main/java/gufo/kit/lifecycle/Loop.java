package gufo.kit.lifecycle;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * A thread that does a step again and again: at once or after a wake-up, or a poll interval without
 * one. Loops may share their wake-ups, each permit of which is one loop's. A step that throws is
 * logged and tried again after the interval.
 */
public final class Loop {

  private static final Logger LOG = Logger.getLogger(Loop.class);

  private final Semaphore wakeUp;
  private final Duration poll;
  private final BooleanSupplier step;
  private final Thread thread;
  private volatile boolean stopping;

  /**
   * @param step returns whether to do it again at once
   */
  public Loop(String name, Semaphore wakeUp, Duration poll, BooleanSupplier step) {
    this.wakeUp = wakeUp;
    this.poll = poll;
    this.step = step;
    this.thread = new Thread(this::run, name);
    this.thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  /** No step begins from now on. */
  public void signalStop() {
    stopping = true;
    wakeUp.release();
  }

  /** Lets the step under way end, for at most {@code grace}. */
  public void stop(Duration grace) {
    signalStop();
    try {
      thread.join(Math.max(1, grace.toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!stopping) {
      boolean again;
      try {
        again = step.getAsBoolean();
      } catch (Throwable e) {
        if (!stopping) {
          LOG.errorf(e, "%s failed and goes on", thread.getName());
        }
        again = false;
      }
      if (!again && !stopping) {
        rest();
      }
    }
    wakeUp.release();
  }

  private void rest() {
    try {
      wakeUp.tryAcquire(poll.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      stopping = true;
    }
  }
}
