package gufo.engine.net;

import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** The shape of a decoder: one record an architecture, with all that the rooms above ask of it. */
public sealed interface DecoderConfig permits QwenConfig, GptConfig {

  /** Tokens. */
  int vocabulary();

  /** Width of the residual stream. */
  int hidden();

  /** Blocks. */
  int layers();

  /** Query heads. */
  int heads();

  /** Key and value heads; divides {@link #heads}. */
  int keyValueHeads();

  /** Size of a head. */
  int headSize();

  /** Longest sequence. */
  int positions();

  /** Whether the head is the embedding. */
  boolean tied();

  /** Every tensor of the model by name, in the order in which the model reads them. */
  Map<String, ParameterShape> parameters();

  /** The name of the tensor that turns a hidden state into logits. */
  String head();

  /**
   * A block's projections, without {@code .weight}.
   *
   * @param targets short names as specs use them: q, k, v, o, gate, up, down
   * @throws IllegalArgumentException when the architecture cannot tell the targets apart
   */
  List<String> projections(int layer, List<String> targets);

  /** The architecture ready for weights whose numbers are of {@code type}. */
  Network network(ScalarType type);
}
