package gufo.kit.jobs;

import gufo.contracts.event.StageProgressed;
import gufo.kit.KitConfig;
import gufo.kit.artifacts.Checkpoints;
import gufo.kit.artifacts.Folders;
import gufo.kit.facts.FactPublisher;
import gufo.kit.lifecycle.Blocking;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * A claimed job's surroundings while it is worked on; its heart beats on a thread beside the
 * work's.
 */
final class WorkUnderLease implements Work, AutoCloseable {

  private static final Logger LOG = Logger.getLogger(WorkUnderLease.class);

  /** Shorter work says nothing but its end. */
  private static final long PROGRESS_EVERY_NANOS = Duration.ofSeconds(2).toNanos();

  private final Claim claim;
  private final String stage;
  private final Leases leases;
  private final KitConfig config;
  private final Checkpoints checkpoints;
  private final FactPublisher publisher;
  private final Path scratch;
  private final Thread heart;
  private volatile String stopReason;
  private volatile boolean leaving;
  private volatile boolean closed;
  private long lastProgress = System.nanoTime();
  private long lastCheckpoint = System.nanoTime();

  WorkUnderLease(
      Claim claim,
      String stage,
      Leases leases,
      KitConfig config,
      Checkpoints checkpoints,
      FactPublisher publisher)
      throws IOException {
    this.claim = claim;
    this.stage = stage;
    this.leases = leases;
    this.config = config;
    this.checkpoints = checkpoints;
    this.publisher = publisher;
    Files.createDirectories(config.scratch());
    this.scratch = Files.createTempDirectory(config.scratch(), "job-");
    this.heart = new Thread(this::beat, Thread.currentThread().getName() + "-heart");
    this.heart.setDaemon(true);
    this.heart.start();
  }

  @Override
  public Path scratch() {
    return scratch;
  }

  @Override
  public void progress(long done, long total, double loss) {
    long now = System.nanoTime();
    if (now - lastProgress < PROGRESS_EVERY_NANOS) {
      return;
    }
    lastProgress = now;
    String work = claim.recipe().getClass().getSimpleName().toLowerCase(Locale.ROOT);
    for (String experiment : claim.interests()) {
      publisher
          .send(new StageProgressed(experiment, claim.jobId(), stage, work, done, total))
          .subscribe()
          .with(sent -> {}, failure -> LOG.debugf("progress was lost: %s", failure));
    }
  }

  @Override
  public boolean checkpointDue() {
    return leaving
        || System.nanoTime() - lastCheckpoint >= config.runner().checkpointEvery().toNanos();
  }

  @Override
  public Optional<Path> lastCheckpoint() {
    return checkpoints.last(claim.jobId(), scratch);
  }

  @Override
  public void checkpoint(DirectoryWriter writer) throws IOException {
    if (!leaving) {
      checkStopped();
    }
    checkpoints.save(claim.jobId(), claim.attempt(), writer);
    lastCheckpoint = System.nanoTime();
    Blocking.await(() -> leases.checkpointed(claim));
  }

  @Override
  public void checkStopped() {
    if (stopReason != null) {
      throw new StoppedException(stopReason);
    }
  }

  /** Nothing this work does counts any more. */
  private void stop(String reason) {
    stopReason = reason;
  }

  /** The work is to end here and may go on elsewhere: a last checkpoint is due. */
  void leave() {
    leaving = true;
    stop("the stage is shutting down");
  }

  @Override
  public void close() throws IOException {
    closed = true;
    heart.interrupt();
    Folders.delete(scratch);
  }

  private void beat() {
    long interval = config.runner().lease().toMillis() / 3;
    while (!closed) {
      try {
        Thread.sleep(interval);
        Leases.Beat beat = Blocking.await(() -> leases.beat(claim));
        if (beat == Leases.Beat.LOST) {
          stop("its lease was lost");
        } else if (beat == Leases.Beat.UNWANTED) {
          stop("no experiment waits for it");
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        if (!closed) {
          LOG.warnf("a heart-beat failed: %s", e);
        }
      }
    }
  }
}
