package gufo.engine.train;

import gufo.contracts.spec.Training;
import gufo.engine.tensor.Scope;
import gufo.engine.tensor.Tensors;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Adam with decoupled weight decay (arXiv 1711.05101, algorithm 2) over one flat tensor, after
 * clipping the gradient to a global norm.
 */
final class AdamW implements AutoCloseable {

  private static final double EPSILON = 1e-8;

  private final Training training;
  private final Tensor first_n;
  private final Tensor second_n;

  AdamW(Training training, Tensor parameters_n) {
    this.training = training;
    try (Scope scope = Scope.open()) {
      this.first_n = scope.keep(torch.zeros_like(parameters_n));
      this.second_n = scope.keep(torch.zeros_like(parameters_n));
    }
  }

  /** Moments of the gradient and of its square, [n] each. */
  Tensor first() {
    return first_n;
  }

  Tensor second() {
    return second_n;
  }

  /**
   * @param gradient_n is clipped in place
   * @param step from 0
   */
  void step(Tensor parameters_n, Tensor gradient_n, int step, double learningRate) {
    clip(gradient_n);
    double beta1 = training.beta1();
    double beta2 = training.beta2();
    if (training.weightDecay() > 0) {
      parameters_n.mul_(new Scalar(1 - learningRate * training.weightDecay()));
    }
    first_n.lerp_(gradient_n, new Scalar(1 - beta1));
    second_n.mul_(new Scalar(beta2)).addcmul_(gradient_n, gradient_n, new Scalar(1 - beta2));
    double correction1 = 1 - StrictMath.pow(beta1, step + 1);
    double correction2 = 1 - StrictMath.pow(beta2, step + 1);
    Tensor deviation =
        second_n.sqrt().div_(new Scalar(Math.sqrt(correction2))).add_(new Scalar(EPSILON));
    parameters_n.addcdiv_(first_n, deviation, new Scalar(-learningRate / correction1));
  }

  private void clip(Tensor gradient_n) {
    double norm = Tensors.toDouble(gradient_n.norm());
    double factor = training.clipNorm() / (norm + 1e-6);
    if (factor < 1) {
      gradient_n.mul_(new Scalar(factor));
    }
  }

  @Override
  public void close() {
    first_n.close();
    second_n.close();
  }
}
