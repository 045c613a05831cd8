package gufo.engine.net;

/** RMSNorm, rotary positions, shared key-value heads, SwiGLU. */
final class SlowQwen extends SlowDecoder {

  private final QwenConfig config;

  SlowQwen(QwenConfig config, Weights weights) {
    super(weights);
    this.config = config;
  }

  @Override
  public double[][] logits(int... ids) {
    double[][] x = new double[ids.length][];
    for (int t = 0; t < ids.length; t++) {
      x[t] = row(QwenNames.EMBEDDING, ids[t], config.hidden());
    }
    for (int layer = 0; layer < config.layers(); layer++) {
      block(layer, x);
    }
    double[][] logits = new double[ids.length][];
    for (int t = 0; t < ids.length; t++) {
      double[] normed = rmsNorm(x[t], value(QwenNames.FINAL_NORM), config.normEpsilon());
      logits[t] = linear(value(config.head()), null, normed);
    }
    return logits;
  }

  private void block(int layer, double[][] x) {
    int k = config.headSize();
    double[][] q = new double[x.length][];
    double[][] keys = new double[x.length][];
    double[][] v = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      double[] h = rmsNorm(x[t], value(QwenNames.inputNorm(layer)), config.normEpsilon());
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
      double[] h = rmsNorm(xt, value(QwenNames.postAttentionNorm(layer)), config.normEpsilon());
      double[] gate = project(layer, "gate", h);
      double[] up = project(layer, "up", h);
      for (int i = 0; i < up.length; i++) {
        up[i] *= gate[i] / (1 + Math.exp(-gate[i]));
      }
      add(xt, project(layer, "down", up));
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

  private double[] project(int layer, String name, double[] x) {
    String projection = QwenNames.projection(layer, name);
    return linear(value(projection + ".weight"), value(projection + ".bias"), x);
  }
}
