package gufo.engine.sample;

import gufo.contracts.work.LongWork;
import java.nio.file.Path;
import java.util.Optional;

/** Work that is to stop when it has asked a number of times whether it should. */
final class Impatient implements LongWork {

  private final int most;
  private int looks;

  Impatient(int most) {
    this.most = most;
  }

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
  public void checkStopped() {
    if (++looks == most) {
      throw new StoppedException("asked " + most + " times");
    }
  }
}
