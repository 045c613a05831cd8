package gufo.engine.net;

import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The shape of a decoder of the Qwen2 and Llama family.
 *
 * @param vocabulary tokens
 * @param hidden width of the residual stream
 * @param layers blocks
 * @param heads query heads
 * @param keyValueHeads key and value heads (grouped-query attention, arXiv 2305.13245); divides
 *     {@code heads}
 * @param headSize size of a head; even
 * @param feedForward width of the SwiGLU layer (arXiv 2002.05202)
 * @param normEpsilon added to the mean square in RMSNorm (arXiv 1910.07467)
 * @param ropeBase base of the rotary angles (arXiv 2104.09864)
 * @param queryKeyValueBias whether the query, key and value projections have a bias
 * @param tied whether the head is the embedding
 * @param positions longest sequence
 */
public record QwenConfig(
    int vocabulary,
    int hidden,
    int layers,
    int heads,
    int keyValueHeads,
    int headSize,
    int feedForward,
    double normEpsilon,
    double ropeBase,
    boolean queryKeyValueBias,
    boolean tied,
    int positions)
    implements DecoderConfig {

  public QwenConfig {
    Sizes.requirePositive(vocabulary, "vocabulary");
    Sizes.requirePositive(hidden, "hidden");
    Sizes.requireLayers(layers);
    Sizes.requirePositive(heads, "heads");
    Sizes.requirePositive(keyValueHeads, "keyValueHeads");
    Sizes.requirePositive(headSize, "headSize");
    Sizes.requirePositive(feedForward, "feedForward");
    Sizes.requirePositive(positions, "positions");
    Sizes.requireDivides(keyValueHeads, "keyValueHeads", heads, "heads");
    if (headSize % 2 != 0) {
      throw new IllegalArgumentException("headSize %d is odd".formatted(headSize));
    }
  }

  @Override
  public Map<String, ParameterShape> parameters() {
    return QwenNames.shapes(this);
  }

  @Override
  public String head() {
    return tied ? QwenNames.EMBEDDING : QwenNames.HEAD;
  }

  @Override
  public List<String> projections(int layer, List<String> targets) {
    return targets.stream().map(target -> QwenNames.projection(layer, target)).toList();
  }

  @Override
  public Network network(ScalarType type) {
    return new QwenNetwork(this, type);
  }
}
