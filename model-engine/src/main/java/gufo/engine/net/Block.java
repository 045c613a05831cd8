package gufo.engine.net;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** One pre-norm block: attention, then SwiGLU, each added to the residual stream. */
final class Block {

  private static final long[] LAST = {-1};

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
    TensorVector split = torch.split(rotation.apply(heads_btnk), new long[] {h, g, g}, 2);
    return attention.attend(layer, split.get(0), split.get(1), split.get(2));
  }

  private Tensor feedForward(Tensor x) {
    TensorVector split = torch.split(gateUp.apply(x), config.feedForward(), -1);
    return down.apply(torch.silu(split.get(0)).mul(split.get(1)));
  }

  private static Tensor rows(Tensor x_btd, Tensor selected_s) {
    return torch.index_select(x_btd.reshape(-1, x_btd.size(-1)), 0, selected_s);
  }

  /**
   * RMSNorm (arXiv 1910.07467): x / sqrt(mean(x^2) + epsilon) * gain. Written with the vector norm,
   * whose backward pass costs half of the library's rms_norm at these widths.
   */
  static Tensor norm(Tensor x, Tensor gain_d, DecoderConfig config) {
    Tensor length =
        torch.linalg_vector_norm(x, new Scalar(2.0), LAST, true, new ScalarTypeOptional());
    Tensor meanSquare = length.square().div(new Scalar((double) config.hidden()));
    return x.mul(gain_d).mul(meanSquare.add(new Scalar(config.normEpsilon())).rsqrt());
  }
}
