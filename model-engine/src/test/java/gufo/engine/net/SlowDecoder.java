package gufo.engine.net;

import gufo.engine.tensor.Tensors;
import java.util.HashMap;
import java.util.Map;

/**
 * The decoder once more, in plain loops over doubles, written from the papers: what the tensors are
 * checked against. One row at a time.
 */
public final class SlowDecoder {

  private final DecoderConfig config;
  private final Map<String, double[]> values = new HashMap<>();

  public SlowDecoder(DecoderConfig config, Weights weights) {
    this.config = config;
    weights.tensors().forEach((name, tensor) -> values.put(name, Tensors.toDoubles(tensor)));
  }

  /** Logits after each token, [t][v]. */
  public double[][] logits(int... ids) {
    double[][] x = new double[ids.length][];
    double[] embedding = values.get(ParameterNames.EMBEDDING);
    for (int t = 0; t < ids.length; t++) {
      x[t] = java.util.Arrays.copyOfRange(embedding, ids[t] * d(), (ids[t] + 1) * d());
    }
    for (int layer = 0; layer < config.layers(); layer++) {
      block(layer, x);
    }
    double[][] logits = new double[ids.length][];
    for (int t = 0; t < ids.length; t++) {
      double[] normed = rmsNorm(x[t], values.get(ParameterNames.FINAL_NORM), config.normEpsilon());
      logits[t] = linear(values.get(ParameterNames.head(config)), null, normed);
    }
    return logits;
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

  private void block(int layer, double[][] x) {
    int k = config.headSize();
    double[][] q = new double[x.length][];
    double[][] keys = new double[x.length][];
    double[][] v = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      double[] h = rmsNorm(x[t], values.get(ParameterNames.inputNorm(layer)), config.normEpsilon());
      q[t] = rotated(project(layer, "q", h), t);
      keys[t] = rotated(project(layer, "k", h), t);
      v[t] = project(layer, "v", h);
    }
    for (int t = 0; t < x.length; t++) {
      double[] attended = new double[config.heads() * k];
      for (int head = 0; head < config.heads(); head++) {
        int group = head / (config.heads() / config.keyValueHeads());
        attend(q[t], keys, v, t, head * k, group * k, k, attended);
      }
      add(x[t], project(layer, "o", attended));
    }
    for (double[] xt : x) {
      double[] h =
          rmsNorm(xt, values.get(ParameterNames.postAttentionNorm(layer)), config.normEpsilon());
      double[] gate = project(layer, "gate", h);
      double[] up = project(layer, "up", h);
      for (int i = 0; i < up.length; i++) {
        up[i] *= gate[i] / (1 + Math.exp(-gate[i]));
      }
      add(xt, project(layer, "down", up));
    }
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

  static double[] rmsNorm(double[] x, double[] gain, double epsilon) {
    double square = 0;
    for (double value : x) {
      square += value * value;
    }
    double scale = 1 / Math.sqrt(square / x.length + epsilon);
    double[] y = new double[x.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = x[i] * scale * gain[i];
    }
    return y;
  }

  /** Turns the pair (i, i + half) of every head by t * base^(-2 i / size). */
  private double[] rotated(double[] x, int t) {
    double[] y = new double[x.length];
    for (int at = 0; at < x.length; at += config.headSize()) {
      rotate(x, at, config.headSize(), t, config.ropeBase(), y);
    }
    return y;
  }

  static void rotate(double[] x, int at, int size, int t, double base, double[] into) {
    int half = size / 2;
    for (int i = 0; i < half; i++) {
      double angle = t / Math.pow(base, 2.0 * i / size);
      double one = x[at + i];
      double other = x[at + half + i];
      into[at + i] = one * Math.cos(angle) - other * Math.sin(angle);
      into[at + half + i] = other * Math.cos(angle) + one * Math.sin(angle);
    }
  }

  static double logSoftmax(double[] logits, int chosen) {
    double sum = 0;
    for (double logit : logits) {
      sum += Math.exp(logit);
    }
    return logits[chosen] - Math.log(sum);
  }

  private double[] project(int layer, String name, double[] x) {
    String projection = ParameterNames.projection(layer, name);
    return linear(values.get(projection + ".weight"), values.get(projection + ".bias"), x);
  }

  private static double[] linear(double[] weight, double[] bias, double[] x) {
    double[] y = new double[weight.length / x.length];
    for (int o = 0; o < y.length; o++) {
      y[o] = bias == null ? 0 : bias[o];
      for (int i = 0; i < x.length; i++) {
        y[o] += weight[o * x.length + i] * x[i];
      }
    }
    return y;
  }

  private static void add(double[] x, double[] y) {
    for (int i = 0; i < x.length; i++) {
      x[i] += y[i];
    }
  }

  private int d() {
    return config.hidden();
  }
}
