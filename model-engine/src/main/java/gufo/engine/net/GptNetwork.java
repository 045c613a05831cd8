package gufo.engine.net;

import java.util.stream.IntStream;

/** GPT-2: learned positions, LayerNorm, GELU, a bias everywhere. It has no constants. */
record GptNetwork(GptConfig config) implements Network {

  @Override
  public Decoder decoder(Parameters parameters) {
    return new Decoder(
        config,
        parameters.tensor(GptNames.EMBEDDING),
        new LearnedPositions(parameters.tensor(GptNames.POSITIONS)),
        IntStream.range(0, config.layers()).mapToObj(layer -> block(layer, parameters)).toList(),
        norm(GptNames.FINAL_NORM, parameters),
        parameters.tensor(config.head()));
  }

  private Block block(int layer, Parameters parameters) {
    Projection queryKeyValue = projection(parameters, layer, GptNames.QUERY_KEY_VALUE);
    Projection output = projection(parameters, layer, GptNames.OUTPUT);
    Projection up = projection(parameters, layer, GptNames.UP);
    Projection down = projection(parameters, layer, GptNames.DOWN);
    return new Block(
        norm(GptNames.block(layer, GptNames.INPUT_NORM), parameters),
        new SelfAttention(config, layer, queryKeyValue, output),
        norm(GptNames.block(layer, GptNames.POST_ATTENTION_NORM), parameters),
        FeedForward.gelu(up, down));
  }

  private Norm norm(String name, Parameters parameters) {
    return Norm.layer(
        parameters.tensor(name + ".weight"),
        parameters.tensor(name + ".bias"),
        config.normEpsilon());
  }

  private static Projection projection(Parameters parameters, int layer, String part) {
    return Projection.of(parameters, true, GptNames.block(layer, part));
  }

  @Override
  public void close() {}
}
