package gufo.engine.train;

import gufo.contracts.work.LongWork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Work that checkpoints after some step and is stopped after another; then it goes on from there.
 */
public final class Interrupted implements LongWork {

  private final Path folder;
  private final long checkpointAfter;
  private final long stopAfter;
  private long done;

  /**
   * @param folder holds the checkpoint between attempts
   */
  public Interrupted(Path folder, long checkpointAfter, long stopAfter) {
    this.folder = folder;
    this.checkpointAfter = checkpointAfter;
    this.stopAfter = stopAfter;
  }

  @Override
  public void progress(long steps, long total, double loss) {
    done = steps;
  }

  @Override
  public boolean checkpointDue() {
    return done == checkpointAfter;
  }

  @Override
  public Optional<Path> lastCheckpoint() {
    return Optional.of(folder).filter(Files::exists);
  }

  @Override
  public void checkpoint(DirectoryWriter writer) throws IOException {
    writer.write(Files.createDirectory(folder));
  }

  @Override
  public void checkStopped() {
    if (done == stopAfter) {
      throw new StoppedException("told to stop");
    }
  }
}
