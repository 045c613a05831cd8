package gufo.engine.train;

import gufo.contracts.work.LongWork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.jboss.logging.Logger;

/** The loop around any training's steps: resumes, tells of progress, stops and checkpoints. */
final class Steps {

  private static final Logger LOG = Logger.getLogger(Steps.class);

  private Steps() {}

  /** One optimiser step. */
  @FunctionalInterface
  interface Step {
    /**
     * @return its loss
     */
    double take(Progress progress);
  }

  /**
   * @param lastStep the loop ends when so many were taken
   */
  static TrainingReport run(
      int lastStep, Tensor parameters_n, AdamW optimizer, LongWork work, Step step)
      throws IOException {
    Optional<Path> checkpoint = work.lastCheckpoint();
    Progress progress =
        checkpoint.isPresent()
            ? TrainingCheckpoint.read(checkpoint.get(), parameters_n, optimizer, lastStep)
            : new Progress(lastStep);
    if (progress.steps() > 0) {
      LOG.infof("goes on after step %d of %d", progress.steps(), lastStep);
    }
    while (progress.steps() < lastStep) {
      work.checkStopped();
      double loss = step.take(progress);
      work.progress(progress.steps(), lastStep, loss);
      if (work.checkpointDue() && progress.steps() < lastStep) {
        work.checkpoint(
            directory -> TrainingCheckpoint.write(directory, parameters_n, optimizer, progress));
      }
    }
    return progress.report();
  }
}
