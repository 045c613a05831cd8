package gufo.engine.train;

import gufo.engine.tensor.Tensors;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Mean cross-entropy over the vocabulary and its gradients, a slice of positions at a time, so that
 * the widest tensor of a language model stays in the processor's cache and is never kept. The
 * gradient of -log softmax(x)[y] is softmax(x) - onehot(y).
 *
 * @param loss nats a token
 * @param hiddenGradient_sd of the mean
 * @param headGradient_vd of the mean, or null when it was not asked for
 */
record HeadLoss(double loss, Tensor hiddenGradient_sd, Tensor headGradient_vd) {

  private static final int SLICE = 128;

  /** Below the smallest normal float: a probability of 0 reads as this, not as an infinite loss. */
  private static final double LEAST = 1e-38;

  static HeadLoss of(Tensor hidden_sd, Tensor head_vd, Tensor targets_s, boolean headTrained) {
    ScalarType type = hidden_sd.scalar_type().intern();
    long count = hidden_sd.size(0);
    long vocabulary = head_vd.size(0);
    Tensor hiddenGradient = torch.empty_like(hidden_sd);
    Tensor headGradient = headTrained ? torch.zeros_like(head_vd) : null;
    Tensor logits = Tensors.empty(type, Math.min(SLICE, count), vocabulary);
    Tensor probabilities = torch.empty_like(logits);
    Tensor minusOne = Tensors.zeros(type, Math.min(SLICE, count), 1).sub_(new Scalar(1));
    Tensor total = Tensors.zeros(ScalarType.Double);
    Tensor headTransposed = head_vd.t();
    for (long from = 0; from < count; from += SLICE) {
      long size = Math.min(SLICE, count - from);
      Tensor x = hidden_sd.narrow(0, from, size);
      Tensor y = targets_s.narrow(0, from, size).unsqueeze(1);
      Tensor scores = logits.narrow(0, 0, size);
      Tensor p = probabilities.narrow(0, 0, size);
      torch.mm_out(scores, x, headTransposed);
      torch.softmax_out(p, scores, 1);
      total.add_(p.gather(1, y).clamp_min(new Scalar(LEAST)).log().sum());
      p.scatter_add_(1, y, minusOne.narrow(0, 0, size));
      torch.mm_out(hiddenGradient.narrow(0, from, size), p, head_vd);
      if (headTrained) {
        headGradient.addmm_(p.t(), x);
      }
    }
    Scalar scale = new Scalar(1.0 / count);
    hiddenGradient.mul_(scale);
    if (headTrained) {
      headGradient.mul_(scale);
    }
    return new HeadLoss(-Tensors.toDouble(total) / count, hiddenGradient, headGradient);
  }
}
