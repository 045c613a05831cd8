package gufo.engine.train;

import gufo.engine.net.Mlp;
import gufo.engine.net.MlpConfig;
import gufo.engine.tensor.Tensors;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The loss of a batch and its gradient: mean divergence KL(wanted || soft-max of the logits that
 * count), nats a row. For a label that is the cross-entropy. By hand: the gradient of a logit is
 * (probability - wanted) / batch.
 *
 * @param gradient_n of every number, tensors in the order of their names
 */
record MlpGradient(double loss, Tensor gradient_n) {

  /**
   * In the innermost scope.
   *
   * @param wanted_bk probabilities
   */
  static MlpGradient of(Mlp mlp, Tensor inputs_bi, Tensor wanted_bk, int firstLogit) {
    MlpConfig config = mlp.config();
    List<Tensor> activations = mlp.activations(inputs_bi);
    Tensor logits_bl = activations.get(config.layers());
    long rows = inputs_bi.size(0);
    long count = wanted_bk.size(1);
    Tensor logs_bk = torch.log_softmax(logits_bl.narrow(1, firstLogit, count), 1);
    Tensor divergence = torch.xlogy(wanted_bk, wanted_bk).sub_(wanted_bk.mul(logs_bk)).sum();
    double loss = Tensors.toDouble(divergence) / rows;
    Tensor delta_bl = torch.zeros_like(logits_bl);
    delta_bl
        .narrow(1, firstLogit, count)
        .copy_(logs_bk.exp().sub_(wanted_bk).div_(new Scalar((double) rows)));
    return new MlpGradient(loss, backward(mlp, activations, delta_bl));
  }

  private static Tensor backward(Mlp mlp, List<Tensor> activations, Tensor logitDelta_bl) {
    Map<String, Tensor> gradients = new TreeMap<>();
    Tensor ones_b = Tensors.zeros(ScalarType.Float, logitDelta_bl.size(0)).add_(new Scalar(1.0));
    Tensor delta = logitDelta_bl;
    for (int layer = mlp.config().layers() - 1; layer >= 0; layer--) {
      Tensor input = activations.get(layer);
      gradients.put(MlpConfig.weight(layer), delta.t().mm(input).reshape(-1));
      gradients.put(MlpConfig.bias(layer), delta.t().mv(ones_b));
      if (layer > 0) {
        Tensor weight = mlp.parameters().tensor(MlpConfig.weight(layer));
        delta = delta.mm(weight).mul_(input.gt(new Scalar(0.0)));
      }
    }
    return Tensors.cat(0, gradients.values().toArray(Tensor[]::new));
  }
}
