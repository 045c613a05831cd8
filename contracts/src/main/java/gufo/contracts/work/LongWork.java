package gufo.contracts.work;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What long work is given by whoever runs it: a place to checkpoint, an ear for progress, and the
 * wish to stop.
 */
public interface LongWork {

  /**
   * Reports {@code done} of {@code total} steps and the current loss (nats a token). Cheap; call it
   * every step.
   */
  void progress(long done, long total, double loss);

  /**
   * Whether a checkpoint is due now: the runner's interval has passed, or the work is about to be
   * stopped and will go on elsewhere.
   */
  boolean checkpointDue();

  /** The last complete checkpoint, if an earlier attempt left one. */
  Optional<Path> lastCheckpoint();

  /**
   * Writes a checkpoint: {@code writer} fills an empty directory, which counts only once it
   * returned.
   */
  void checkpoint(DirectoryWriter writer) throws IOException;

  /**
   * @throws StoppedException when the work should end now: lease lost, cancelled or shutting down
   */
  void checkStopped();

  /** Fills a directory. */
  @FunctionalInterface
  interface DirectoryWriter {
    void write(Path directory) throws IOException;
  }

  /** The work was told to stop; nothing is wrong with it. */
  final class StoppedException extends RuntimeException {
    public StoppedException(String reason) {
      super(reason, null, false, false);
    }
  }

  /** Work nobody watches: no checkpoints, never stopped. */
  static LongWork unwatched() {
    return new LongWork() {
      @Override
      public void progress(long done, long total, double loss) {}

      @Override
      public boolean checkpointDue() {
        return false;
      }

      @Override
      public Optional<Path> lastCheckpoint() {
        return Optional.empty();
      }

      @Override
      public void checkpoint(DirectoryWriter writer) {}

      @Override
      public void checkStopped() {}
    };
  }
}
