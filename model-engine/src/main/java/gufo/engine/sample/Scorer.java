package gufo.engine.sample;

import gufo.contracts.work.LongWork;
import gufo.engine.net.Decoder;
import gufo.engine.tensor.Scope;
import gufo.engine.tensor.Tensors;
import gufo.engine.tokenizer.EncodedRow;
import gufo.engine.train.Batch;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Exact probabilities: no sampling, no noise. */
public final class Scorer {

  private static final int BLOCK = 64;

  private final LoadedModel model;
  private final LongWork work;

  /**
   * @param work asked at every block of rows whether it should stop
   */
  public Scorer(LoadedModel model, LongWork work) {
    this.model = model;
    this.work = work;
  }

  /**
   * The probability that each of {@code tokens} comes right after each prompt.
   *
   * @return [prompts][tokens]
   */
  public double[][] nextTokenProbabilities(List<int[]> prompts, int... tokens) {
    double[][] result = new double[prompts.size()][];
    // A row's last token is never read, so any token may stand there.
    List<EncodedRow> rows =
        prompts.stream()
            .map(p -> new EncodedRow(Arrays.copyOf(p, p.length + 1), p.length))
            .toList();
    forEachBlock(
        rows,
        (numbers, batch, logProbabilities_sv) -> {
          long[] wanted = Arrays.stream(tokens).asLongStream().toArray();
          Tensor chosen =
              logProbabilities_sv.index_select(1, Tensors.longs(wanted, wanted.length)).exp();
          double[] values = Tensors.toDoubles(chosen);
          for (int i = 0; i < numbers.length; i++) {
            result[numbers[i]] =
                Arrays.copyOfRange(values, i * tokens.length, (i + 1) * tokens.length);
          }
        });
    return result;
  }

  /**
   * Sum of log-probabilities (nats) of each row's completion, its end token included.
   *
   * @return [rows]
   */
  public double[] logProbabilities(List<EncodedRow> rows) {
    double[] sums = new double[rows.size()];
    forEachBlock(
        rows,
        (numbers, batch, logProbabilities_sv) -> {
          double[] values =
              Tensors.toDoubles(logProbabilities_sv.gather(1, batch.targets_s().unsqueeze(1)));
          int s = 0;
          for (int number : numbers) {
            EncodedRow row = rows.get(number);
            for (int t = row.promptLength(); t < row.ids().length; t++) {
              sums[number] += values[s++];
            }
          }
        });
    return sums;
  }

  /** Rows of like length together. */
  private void forEachBlock(List<EncodedRow> rows, BlockUse use) {
    int[] order =
        IntStream.range(0, rows.size())
            .boxed()
            .sorted(Comparator.comparingInt(i -> rows.get(i).ids().length))
            .mapToInt(Integer::intValue)
            .toArray();
    requireRoom(rows);
    for (int from = 0; from < order.length; from += BLOCK) {
      work.checkStopped();
      int[] numbers = Arrays.copyOfRange(order, from, Math.min(from + BLOCK, order.length));
      try (Scope scope = Scope.open()) {
        Batch batch = Batch.of(Arrays.stream(numbers).mapToObj(rows::get).toList());
        Decoder decoder = model.decoder();
        Tensor logits = decoder.logits(decoder.hidden(batch.ids_bt(), batch.selected_s()));
        use.accept(numbers, batch, torch.log_softmax(logits, 1));
      }
    }
  }

  private void requireRoom(List<EncodedRow> rows) {
    int positions = model.config().positions();
    for (EncodedRow row : rows) {
      if (row.ids().length > positions + 1) {
        throw new IllegalArgumentException(
            "a row of %d tokens; the model reads %d".formatted(row.ids().length, positions));
      }
    }
  }

  @FunctionalInterface
  private interface BlockUse {
    void accept(int[] numbers, Batch batch, Tensor logProbabilities_sv);
  }
}
