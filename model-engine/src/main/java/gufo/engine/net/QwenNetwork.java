package gufo.engine.net;

import java.util.stream.IntStream;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** The Qwen2 and Llama family: rotary positions, RMSNorm, SwiGLU, shared key-value heads. */
final class QwenNetwork implements Network {

  private final QwenConfig config;
  private final Rope rope;

  QwenNetwork(QwenConfig config, ScalarType type) {
    this.config = config;
    this.rope = Rope.of(config, type);
  }

  @Override
  public QwenConfig config() {
    return config;
  }

  @Override
  public Decoder decoder(Parameters parameters) {
    return new Decoder(
        config,
        parameters.tensor(QwenNames.EMBEDDING),
        rope,
        IntStream.range(0, config.layers()).mapToObj(layer -> block(layer, parameters)).toList(),
        norm(QwenNames.FINAL_NORM, parameters),
        parameters.tensor(config.head()));
  }

  private Block block(int layer, Parameters parameters) {
    boolean bias = config.queryKeyValueBias();
    Projection queryKeyValue = projection(parameters, bias, layer, "q", "k", "v");
    Projection output = projection(parameters, false, layer, "o");
    Projection gateUp = projection(parameters, false, layer, "gate", "up");
    Projection down = projection(parameters, false, layer, "down");
    return new Block(
        norm(QwenNames.inputNorm(layer), parameters),
        new SelfAttention(config, layer, queryKeyValue, output),
        norm(QwenNames.postAttentionNorm(layer), parameters),
        FeedForward.swiGlu(gateUp, down, config.feedForward()));
  }

  private Norm norm(String name, Parameters parameters) {
    return Norm.rms(parameters.tensor(name), config.normEpsilon());
  }

  private static Projection projection(
      Parameters parameters, boolean biased, int layer, String... shortNames) {
    String[] names = new String[shortNames.length];
    for (int i = 0; i < names.length; i++) {
      names[i] = QwenNames.projection(layer, shortNames[i]);
    }
    return Projection.of(parameters, biased, names);
  }

  @Override
  public void close() {
    rope.close();
  }
}
