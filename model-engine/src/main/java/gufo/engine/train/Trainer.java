package gufo.engine.train;

import gufo.contracts.spec.Training;
import gufo.contracts.work.LongWork;
import gufo.engine.adapt.AdaptedModel;
import gufo.engine.net.DecoderConfig;
import gufo.engine.net.Network;
import gufo.engine.net.Weights;
import gufo.engine.tensor.Scope;
import gufo.engine.tokenizer.EncodedRow;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * Trains a copy of a model. The same arguments give the same bytes on one kind of processor; a run
 * resumed from a checkpoint ends in the same bytes as an undisturbed one.
 */
public final class Trainer {

  private final DecoderConfig config;
  private final Training training;
  private final long seed;
  private final LongWork work;

  private long epoch = -1;
  private List<EncodedRow> rows;
  private int[][] batches;

  private Trainer(DecoderConfig config, Training training, long seed, LongWork work) {
    this.config = config;
    this.training = training;
    this.seed = seed;
    this.work = work;
  }

  /**
   * The trained model and what happened.
   *
   * @param weights the caller closes them
   */
  public record Trained(Weights weights, TrainingReport report) {}

  /**
   * @param base stays unchanged
   * @param seed of the order of the rows and of adapters' first values
   */
  public static Trained train(
      DecoderConfig config,
      Weights base,
      TrainingRows rows,
      Training training,
      long seed,
      LongWork work)
      throws IOException {
    return trainUntil(
        training.totalSteps(rows.rowsPerEpoch()), config, base, rows, training, seed, work);
  }

  /**
   * The model {@link #train} passes through after {@code lastStep} steps: the schedule is the whole
   * training's.
   *
   * @param lastStep at most the training's steps
   */
  public static Trained trainUntil(
      int lastStep,
      DecoderConfig config,
      Weights base,
      TrainingRows rows,
      Training training,
      long seed,
      LongWork work)
      throws IOException {
    return new Trainer(config, training, seed, work).run(base, rows, lastStep);
  }

  private Trained run(Weights base, TrainingRows source, int lastStep) throws IOException {
    int total = training.totalSteps(source.rowsPerEpoch());
    try (Network network = config.network(base.type());
        AdaptedModel model = AdaptedModel.of(training.adaptation(), config, base, seed);
        AdamW optimizer = new AdamW(training, model.flat())) {
      TrainingReport report =
          Steps.run(
              lastStep,
              model.flat(),
              optimizer,
              work,
              progress -> step(network, model, optimizer, progress, source, total));
      return new Trained(model.merged(), report);
    }
  }

  private double step(
      Network network,
      AdaptedModel model,
      AdamW optimizer,
      Progress progress,
      TrainingRows source,
      int total) {
    try (Scope scope = Scope.open()) {
      Batch batch = batch(source, progress.steps());
      LossGradient result = LossGradient.of(network, model, batch);
      optimizer.step(
          model.flat(),
          result.gradient_n(),
          progress.steps(),
          LearningRate.at(training, progress.steps(), total));
      progress.count(result.loss(), batch.tokens());
      return result.loss();
    }
  }

  private Batch batch(TrainingRows source, int step) {
    int perEpoch = (source.rowsPerEpoch() + training.batchRows() - 1) / training.batchRows();
    long wanted = step / perEpoch;
    if (wanted != epoch) {
      epoch = wanted;
      rows = source.epoch(epoch);
      batches = BatchPlan.of(rows, training.batchRows(), seed, epoch);
    }
    return Batch.of(Arrays.stream(batches[step % perEpoch]).mapToObj(rows::get).toList());
  }
}
