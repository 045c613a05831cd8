package gufo.engine.sample;

import gufo.engine.tensor.Tensors;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * From logits to tokens by inversion: the token at which the running sum of the probabilities, in
 * the vocabulary's order and in double precision, passes the row's uniform.
 */
final class TokenChoice {

  private final double temperature;

  /**
   * @param temperature 0 takes the most probable token, the first of equals
   */
  TokenChoice(double temperature) {
    this.temperature = temperature;
  }

  /** What tokens are drawn from, by branch. */
  @FunctionalInterface
  interface Choices {
    /**
     * @param uniform in [0, 1)
     */
    int token(int branch, double uniform);
  }

  /**
   * @param logits_bv float32
   */
  Choices among(Tensor logits_bv) {
    int vocabulary = Math.toIntExact(logits_bv.size(1));
    float[] values = new float[Math.toIntExact(logits_bv.size(0)) * vocabulary];
    Tensors.copy(temperature > 0 ? probabilities(logits_bv) : logits_bv, values);
    return temperature > 0
        ? (branch, uniform) -> invert(values, branch * vocabulary, vocabulary, uniform)
        : (branch, uniform) -> largest(values, branch * vocabulary, vocabulary);
  }

  private Tensor probabilities(Tensor logits_bv) {
    Tensor scaled = temperature == 1 ? logits_bv : logits_bv.div(new Scalar(temperature));
    return torch.softmax(scaled, 1);
  }

  private static int invert(float[] values, int start, int count, double uniform) {
    double sum = 0;
    int lastPossible = 0;
    for (int token = 0; token < count; token++) {
      float p = values[start + token];
      sum += p;
      if (sum > uniform) {
        return token;
      }
      if (p > 0) {
        lastPossible = token;
      }
    }
    return lastPossible; // rounding left the sum below a uniform next to 1
  }

  private static int largest(float[] values, int start, int count) {
    int best = 0;
    for (int token = 1; token < count; token++) {
      if (values[start + token] > values[start + best]) {
        best = token;
      }
    }
    return best;
  }
}
