package gufo.engine.train;

import gufo.contracts.spec.Training;
import gufo.contracts.work.LongWork;
import gufo.engine.net.Mlp;
import gufo.engine.net.MlpConfig;
import gufo.engine.net.Weights;
import gufo.engine.tensor.Scope;
import gufo.engine.tensor.Seeds;
import gufo.engine.tensor.Tensors;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.pytorch.Tensor;

/**
 * Trains every parameter of a copy of an MLP classifier. Same arguments, same bytes; a resumed run
 * ends in the bytes of an undisturbed one.
 */
public final class MlpTrainer {

  private final MlpConfig config;
  private final ClassifierRows rows;
  private final Training training;
  private final long seed;

  private long epoch = -1;
  private int[] order;

  private MlpTrainer(MlpConfig config, ClassifierRows rows, Training training, long seed) {
    this.config = config;
    this.rows = rows;
    this.training = training;
    this.seed = seed;
  }

  /**
   * @param base stays unchanged
   * @param seed of the order of the rows
   */
  public static Trainer.Trained train(
      MlpConfig config,
      Weights base,
      ClassifierRows rows,
      Training training,
      long seed,
      LongWork work)
      throws IOException {
    return new MlpTrainer(config, rows, training, seed).run(base, work);
  }

  private Trainer.Trained run(Weights base, LongWork work) throws IOException {
    int total = training.totalSteps(rows.rows());
    try (Scope scope = Scope.open()) {
      Tensor flat_n = flat(base);
      Mlp mlp = new Mlp(config, new Weights(views(flat_n)));
      try (AdamW optimizer = new AdamW(training, flat_n)) {
        TrainingReport report =
            Steps.run(
                total, flat_n, optimizer, work, progress -> step(mlp, flat_n, optimizer, progress));
        Map<String, Tensor> trained = new TreeMap<>();
        views(flat_n).forEach((name, view) -> trained.put(name, scope.keep(view.clone())));
        return new Trainer.Trained(new Weights(trained), report);
      }
    }
  }

  private static Tensor flat(Weights weights) {
    return Tensors.cat(
        0,
        weights.tensors().values().stream()
            .map(tensor -> tensor.reshape(-1))
            .toArray(Tensor[]::new));
  }

  private Map<String, Tensor> views(Tensor flat_n) {
    Map<String, Tensor> views = new TreeMap<>();
    long from = 0;
    for (Map.Entry<String, long[]> entry : config.shapes().entrySet()) {
      long size = Arrays.stream(entry.getValue()).reduce(1, Math::multiplyExact);
      views.put(entry.getKey(), flat_n.narrow(0, from, size).view(entry.getValue()));
      from += size;
    }
    return views;
  }

  private double step(Mlp mlp, Tensor flat_n, AdamW optimizer, Progress progress) {
    int step = progress.steps();
    int[] batch = batch(step);
    float[] inputs = new float[batch.length * config.inputs()];
    float[] wanted = new float[batch.length * rows.logits()];
    for (int b = 0; b < batch.length; b++) {
      rows.input(batch[b], inputs, b * config.inputs());
      rows.target(batch[b], wanted, b * rows.logits());
    }
    try (Scope scope = Scope.open()) {
      MlpGradient result =
          MlpGradient.of(
              mlp,
              Tensors.floats(inputs, batch.length, config.inputs()),
              Tensors.floats(wanted, batch.length, rows.logits()),
              rows.firstLogit());
      optimizer.step(
          flat_n,
          result.gradient_n(),
          step,
          LearningRate.at(training, step, training.totalSteps(rows.rows())));
      progress.count(result.loss(), batch.length);
      return result.loss();
    }
  }

  private int[] batch(int step) {
    int size = training.batchRows();
    int perEpoch = (rows.rows() + size - 1) / size;
    if (step / perEpoch != epoch) {
      epoch = step / perEpoch;
      order = new int[rows.rows()];
      Arrays.setAll(order, i -> i);
      Seeds.shuffle(order, Seeds.generator(seed, "row order", epoch));
    }
    int from = step % perEpoch * size;
    return Arrays.copyOfRange(order, from, Math.min(from + size, order.length));
  }
}
