package gufo.engine.net;

import java.util.Arrays;

/** Learned positions, LayerNorm, one projection for queries, keys and values, GELU. */
final class SlowGpt extends SlowDecoder {

  private final GptConfig config;

  SlowGpt(GptConfig config, Weights weights) {
    super(weights);
    this.config = config;
  }

  @Override
  public double[][] logits(int... ids) {
    double[][] x = new double[ids.length][];
    for (int t = 0; t < ids.length; t++) {
      x[t] = row("transformer.wte.weight", ids[t], config.hidden());
      add(x[t], row("transformer.wpe.weight", t, config.hidden()));
    }
    for (int layer = 0; layer < config.layers(); layer++) {
      attention("transformer.h." + layer + ".", x);
      feedForward("transformer.h." + layer + ".", x);
    }
    double[][] logits = new double[ids.length][];
    Arrays.setAll(
        logits,
        t -> linear(value("transformer.wte.weight"), null, normed("transformer.ln_f", x[t])));
    return logits;
  }

  private void attention(String block, double[]... x) {
    int d = config.hidden();
    int size = d / config.heads();
    double[][] q = new double[x.length][];
    double[][] k = new double[x.length][];
    double[][] v = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      double[] all = project(block + "attn.c_attn", normed(block + "ln_1", x[t]));
      q[t] = Arrays.copyOfRange(all, 0, d);
      k[t] = Arrays.copyOfRange(all, d, 2 * d);
      v[t] = Arrays.copyOfRange(all, 2 * d, 3 * d);
    }
    for (int t = 0; t < x.length; t++) {
      double[] attended = new double[d];
      for (int at = 0; at < d; at += size) {
        attend(q[t], k, v, t, at, at, size, attended);
      }
      add(x[t], project(block + "attn.c_proj", attended));
    }
  }

  private void feedForward(String block, double[]... x) {
    for (double[] xt : x) {
      double[] h = project(block + "mlp.c_fc", normed(block + "ln_2", xt));
      Arrays.setAll(h, i -> gelu(h[i]));
      add(xt, project(block + "mlp.c_proj", h));
    }
  }

  /** The tanh form of arXiv 1606.08415. */
  static double gelu(double x) {
    return 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
  }

  private double[] normed(String name, double[] x) {
    double mean = Arrays.stream(x).average().orElseThrow();
    double variance = Arrays.stream(x).map(a -> (a - mean) * (a - mean)).average().orElseThrow();
    double[] gain = value(name + ".weight");
    double[] bias = value(name + ".bias");
    double[] y = new double[x.length];
    Arrays.setAll(
        y, i -> (x[i] - mean) / Math.sqrt(variance + config.normEpsilon()) * gain[i] + bias[i]);
    return y;
  }

  private double[] project(String name, double[] x) {
    return linear(value(name + ".weight"), value(name + ".bias"), x);
  }
}
