package gufo.kit.testing;

import gufo.contracts.work.LongWork;
import gufo.kit.jobs.Work;
import java.nio.file.Path;
import java.util.Optional;

/** Lets a test call a stage's work itself, in an empty folder. */
public record UnwatchedWork(Path scratch) implements Work {

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
  public void checkpoint(LongWork.DirectoryWriter writer) {}

  @Override
  public void checkStopped() {}
}
