package gufo.engine.net;

import gufo.engine.tensor.Tensors;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The decoders once more, in plain loops over doubles, written from the papers: what the tensors
 * are checked against. One row at a time.
 */
public abstract class SlowDecoder {

  private final Map<String, double[]> values = new HashMap<>();

  SlowDecoder(Weights weights) {
    weights.tensors().forEach((name, tensor) -> values.put(name, Tensors.toDoubles(tensor)));
  }

  public static SlowDecoder of(DecoderConfig config, Weights weights) {
    return config instanceof GptConfig gpt
        ? new SlowGpt(gpt, weights)
        : new SlowQwen((QwenConfig) config, weights);
  }

  /** Logits after each token, [t][v]. */
  public abstract double[][] logits(int... ids);

  double[] value(String name) {
    return values.get(name);
  }

  /** Row {@code row} of a table that is {@code d} wide. */
  double[] row(String name, int row, int d) {
    return Arrays.copyOfRange(value(name), row * d, (row + 1) * d);
  }

  /** Mean cross-entropy of the tokens from {@code promptLength} on, nats. */
  public double loss(int[] ids, int promptLength) {
    double[][] logits = logits(ids);
    double sum = 0;
    for (int t = promptLength; t < ids.length; t++) {
      sum -= logSoftmax(logits[t - 1], ids[t]);
    }
    return sum / (ids.length - promptLength);
  }

  /** Softmax of q.k / sqrt(size) over positions up to t, times the values. */
  static void attend(
      double[] q, double[][] keys, double[][] v, int t, int at, int group, int k, double[] into) {
    double[] weights = new double[t + 1];
    double sum = 0;
    for (int s = 0; s <= t; s++) {
      double score = 0;
      for (int i = 0; i < k; i++) {
        score += q[at + i] * keys[s][group + i];
      }
      weights[s] = Math.exp(score / Math.sqrt(k));
      sum += weights[s];
    }
    for (int s = 0; s <= t; s++) {
      for (int i = 0; i < k; i++) {
        into[at + i] += weights[s] / sum * v[s][group + i];
      }
    }
  }

  static double logSoftmax(double[] logits, int chosen) {
    double sum = 0;
    for (double logit : logits) {
      sum += Math.exp(logit);
    }
    return logits[chosen] - Math.log(sum);
  }

  static double[] linear(double[] weight, double[] bias, double[] x) {
    double[] y = new double[weight.length / x.length];
    for (int o = 0; o < y.length; o++) {
      y[o] = bias == null ? 0 : bias[o];
      for (int i = 0; i < x.length; i++) {
        y[o] += weight[o * x.length + i] * x[i];
      }
    }
    return y;
  }

  static void add(double[] x, double[] y) {
    for (int i = 0; i < x.length; i++) {
      x[i] += y[i];
    }
  }
}
