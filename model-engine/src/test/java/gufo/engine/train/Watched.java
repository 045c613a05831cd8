package gufo.engine.train;

import gufo.contracts.work.LongWork;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Work whose every step is seen. */
record Watched(LongConsumer step) implements LongWork {

  @Override
  public void progress(long done, long total, double loss) {
    step.accept(done);
  }

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
}
