package gufo.engine.train;

import gufo.contracts.work.LongWork;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Work whose every step is seen, with its loss. */
record Watched(BiConsumer<Long, Double> step) implements LongWork {

  @Override
  public void progress(long done, long total, double loss) {
    step.accept(done, loss);
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
