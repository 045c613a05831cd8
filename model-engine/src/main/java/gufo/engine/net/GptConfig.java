package gufo.engine.net;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The shape of a GPT-2 decoder: learned positions, LayerNorm, one projection for queries, keys and
 * values, a bias everywhere, the embedding as head.
 *
 * @param vocabulary tokens
 * @param hidden width of the residual stream
 * @param layers blocks
 * @param heads heads; divides {@code hidden}
 * @param feedForward width of the GELU layer (arXiv 1606.08415, in its tanh form)
 * @param normEpsilon added to the variance in LayerNorm (arXiv 1607.06450)
 * @param positions longest sequence: a vector is learned for each
 */
public record GptConfig(
    int vocabulary,
    int hidden,
    int layers,
    int heads,
    int feedForward,
    double normEpsilon,
    int positions)
    implements DecoderConfig {

  private static final Set<String> FUSED = Set.of("q", "k", "v");
  private static final Map<String, String> PROJECTIONS =
      Map.of(
          "q", GptNames.QUERY_KEY_VALUE,
          "k", GptNames.QUERY_KEY_VALUE,
          "v", GptNames.QUERY_KEY_VALUE,
          "o", GptNames.OUTPUT,
          "up", GptNames.UP,
          "down", GptNames.DOWN);

  public GptConfig {
    Sizes.requirePositive(vocabulary, "vocabulary");
    Sizes.requirePositive(hidden, "hidden");
    Sizes.requireLayers(layers);
    Sizes.requirePositive(heads, "heads");
    Sizes.requirePositive(feedForward, "feedForward");
    Sizes.requirePositive(positions, "positions");
    Sizes.requireDivides(heads, "heads", hidden, "hidden");
  }

  @Override
  public int keyValueHeads() {
    return heads;
  }

  @Override
  public int headSize() {
    return hidden / heads;
  }

  @Override
  public boolean tied() {
    return true;
  }

  @Override
  public Map<String, ParameterShape> parameters() {
    return GptNames.shapes(this);
  }

  @Override
  public String head() {
    return GptNames.EMBEDDING;
  }

  /** q, k and v stand for their one projection, and only together; gate stands for none. */
  @Override
  public List<String> projections(int layer, List<String> targets) {
    if (targets.stream().anyMatch(FUSED::contains) && !targets.containsAll(FUSED)) {
      throw new IllegalArgumentException(
          "targets are %s; a GPT model has one projection for q, k and v: expected all three or none"
              .formatted(String.join(", ", targets)));
    }
    Set<String> projections = new LinkedHashSet<>();
    for (String target : targets) {
      if (PROJECTIONS.containsKey(target)) {
        projections.add(GptNames.block(layer, PROJECTIONS.get(target)));
      }
    }
    return List.copyOf(projections);
  }

  @Override
  public Network network(ScalarType type) {
    return new GptNetwork(this);
  }
}
