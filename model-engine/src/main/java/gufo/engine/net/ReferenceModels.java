package gufo.engine.net;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;

/** The models that this project makes from nothing: {@code ARCHITECTURE-WIDTHxLAYERS}. */
public final class ReferenceModels {

  private static final Map<String, IntFunction<DecoderConfig>> BY_NAME =
      new TreeMap<>(
          Map.of(
              "qwen-32x2", vocabulary -> qwen(vocabulary, 32, 96),
              "qwen-64x2", vocabulary -> qwen(vocabulary, 64, 176),
              "gpt-32x2", vocabulary -> gpt(vocabulary, 32),
              "gpt-64x2", vocabulary -> gpt(vocabulary, 64)));

  private ReferenceModels() {}

  /** The names {@link #named} knows, sorted. */
  public static List<String> names() {
    return List.copyOf(BY_NAME.keySet());
  }

  /**
   * @throws IllegalArgumentException when there is no such model
   */
  public static DecoderConfig named(String name, int vocabulary) {
    IntFunction<DecoderConfig> config = BY_NAME.get(name);
    if (config == null) {
      throw new IllegalArgumentException(
          "'%s' is no reference model; expected one of %s"
              .formatted(name, String.join(", ", names())));
    }
    return config.apply(vocabulary);
  }

  private static DecoderConfig qwen(int vocabulary, int hidden, int feedForward) {
    return new QwenConfig(
        vocabulary, hidden, 2, 4, 2, hidden / 4, feedForward, 1e-6, 10_000, true, true, 1024);
  }

  private static DecoderConfig gpt(int vocabulary, int hidden) {
    return new GptConfig(vocabulary, hidden, 2, 4, 4 * hidden, 1e-5, 256);
  }
}
