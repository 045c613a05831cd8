package gufo.engine.net;

import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** One pre-norm block: attention, then SwiGLU, each added to the residual stream. */
final class Block {

  private final DecoderConfig config;
  private final int layer;
  private final Tensor inputNorm_d;
  private final Projection queryKeyValue;
  private final Projection output;
  private final Tensor postNorm_d;
  private final Projection gateUp;
  private final Projection down;

  Block(DecoderConfig config, int layer, Parameters parameters) {
    this.config = config;
    this.layer = layer;
    this.inputNorm_d = parameters.tensor(ParameterNames.inputNorm(layer));
    this.queryKeyValue =
        Projection.of(
            parameters,
            config.queryKeyValueBias(),
            ParameterNames.projection(layer, "q"),
            ParameterNames.projection(layer, "k"),
            ParameterNames.projection(layer, "v"));
    this.output = Projection.of(parameters, false, ParameterNames.projection(layer, "o"));
    this.postNorm_d = parameters.tensor(ParameterNames.postAttentionNorm(layer));
    this.gateUp =
        Projection.of(
            parameters,
            false,
            ParameterNames.projection(layer, "gate"),
            ParameterNames.projection(layer, "up"));
    this.down = Projection.of(parameters, false, ParameterNames.projection(layer, "down"));
  }

  /**
   * @param selected_s positions of the flattened [b * t] that are wanted after the attention, or
   *     null for all: what nobody reads is not computed
   * @return [b, t, d], or [s, d]
   */
  Tensor forward(Tensor x_btd, Rope.Rotation rotation, Attention attention, Tensor selected_s) {
    Tensor attended = attend(x_btd, rotation, attention);
    Tensor residual = x_btd;
    if (selected_s != null) {
      attended = rows(attended, selected_s);
      residual = rows(x_btd, selected_s);
    }
    Tensor x = residual.add(output.apply(attended));
    return x.add(feedForward(norm(x, postNorm_d, config)));
  }

  private Tensor attend(Tensor x_btd, Rope.Rotation rotation, Attention attention) {
    int h = config.heads();
    int g = config.keyValueHeads();
    Tensor heads_btnk =
        queryKeyValue
            .apply(norm(x_btd, inputNorm_d, config))
            .view(x_btd.size(0), x_btd.size(1), h + 2L * g, config.headSize());
    Tensor rotated = rotation.apply(heads_btnk.narrow(2, 0, h + g));
    return attention.attend(
        layer, rotated.narrow(2, 0, h), rotated.narrow(2, h, g), heads_btnk.narrow(2, h + g, g));
  }

  private Tensor feedForward(Tensor x) {
    int f = config.feedForward();
    Tensor both = gateUp.apply(x);
    return down.apply(torch.silu(both.narrow(-1, 0, f)).mul(both.narrow(-1, f, f)));
  }

  private static Tensor rows(Tensor x_btd, Tensor selected_s) {
    return torch.index_select(x_btd.reshape(-1, x_btd.size(-1)), 0, selected_s);
  }

  /** RMSNorm (arXiv 1910.07467): x / sqrt(mean(x^2) + epsilon) * gain. */
  static Tensor norm(Tensor x, Tensor gain_d, DecoderConfig config) {
    return torch.rms_norm(
        x,
        new long[] {config.hidden()},
        new TensorOptional(gain_d),
        new DoubleOptional(config.normEpsilon()));
  }
}
