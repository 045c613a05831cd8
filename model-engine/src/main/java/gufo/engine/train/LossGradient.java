package gufo.engine.train;

import gufo.engine.adapt.AdaptedModel;
import gufo.engine.net.DecoderConfig;
import gufo.engine.net.Network;
import gufo.engine.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The loss of a batch and its gradient.
 *
 * @param loss mean cross-entropy, nats a token
 * @param gradient_n of every trained number, in the order of {@link AdaptedModel#flat}
 */
public record LossGradient(double loss, Tensor gradient_n) {

  /** In the innermost scope. */
  public static LossGradient of(Network network, AdaptedModel model, Batch batch) {
    DecoderConfig config = network.config();
    Tensor hidden = network.decoder(model).hidden(batch.ids_bt(), batch.selected_s());
    String headName = config.head();
    HeadLoss head =
        HeadLoss.of(
            hidden.detach(),
            model.tensor(headName).detach(),
            batch.targets_s(),
            model.trains(headName));
    return new LossGradient(head.loss(), backward(config, model, hidden, head));
  }

  private static Tensor backward(
      DecoderConfig config, AdaptedModel model, Tensor hidden, HeadLoss head) {
    String headName = config.head();
    List<Tensor> inGraph = new ArrayList<>();
    List<String> names = List.copyOf(model.trainedNames());
    for (String name : names) {
      if (config.tied() || !name.equals(headName)) {
        inGraph.add(model.leaf(name));
      }
    }
    TensorVector gradients =
        torch.grad(
            new TensorVector(hidden),
            new TensorVector(inGraph.toArray(Tensor[]::new)),
            new TensorVector(head.hiddenGradient_sd()),
            new BoolOptional(),
            false,
            false);
    Tensor[] flat = new Tensor[names.size()];
    int next = 0;
    for (int i = 0; i < flat.length; i++) {
      boolean isHead = names.get(i).equals(headName);
      Tensor body = isHead && !config.tied() ? null : gradients.get(next++);
      Tensor gradient =
          !isHead ? body : body == null ? head.headGradient_vd() : body.add(head.headGradient_vd());
      flat[i] = gradient.reshape(-1);
    }
    return Tensors.cat(0, flat);
  }
}
