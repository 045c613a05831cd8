package gufo.engine.adapt;

import gufo.contracts.spec.Adaptation;
import gufo.engine.net.DecoderConfig;
import gufo.engine.net.ParameterShape;
import gufo.engine.net.ParameterShape.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What an adaptation trains: names and shapes, in a fixed order. */
final class TrainableTensors {

  static final String LORA_A = ".lora_A.weight";
  static final String LORA_B = ".lora_B.weight";

  private TrainableTensors() {}

  /**
   * @throws IllegalArgumentException when the model has nothing that the adaptation could train
   */
  static Map<String, long[]> of(Adaptation adaptation, DecoderConfig config) {
    if (adaptation instanceof Adaptation.Lora lora) {
      return lora(lora, config);
    }
    Map<String, long[]> trained = new LinkedHashMap<>();
    config
        .parameters()
        .forEach(
            (name, parameter) -> {
              if (trains(adaptation, parameter.role())) {
                trained.put(name, parameter.shape());
              }
            });
    return trained;
  }

  private static boolean trains(Adaptation adaptation, Role role) {
    if (adaptation instanceof Adaptation.NormGains) {
      return role == Role.NORM_GAIN;
    }
    return adaptation instanceof Adaptation.Full || role == Role.NORM_GAIN || role == Role.BIAS;
  }

  /** The projections that get an adapter, without {@code .weight}. */
  static List<String> projections(Adaptation.Lora lora, DecoderConfig config) {
    List<Integer> layers =
        lora.layers().isEmpty()
            ? IntStream.range(0, config.layers()).boxed().toList()
            : lora.layers();
    for (int layer : layers) {
      if (layer < 0 || layer >= config.layers()) {
        throw new IllegalArgumentException(
            "lora names layer %d; the model has layers 0 to %d"
                .formatted(layer, config.layers() - 1));
      }
    }
    return layers.stream()
        .flatMap(layer -> config.projections(layer, lora.targets()).stream())
        .toList();
  }

  private static Map<String, long[]> lora(Adaptation.Lora lora, DecoderConfig config) {
    Map<String, ParameterShape> all = config.parameters();
    Map<String, long[]> shapes = new LinkedHashMap<>();
    for (String projection : projections(lora, config)) {
      long[] weight_oi = all.get(projection + ".weight").shape();
      shapes.put(projection + LORA_A, new long[] {lora.rank(), weight_oi[1]});
      shapes.put(projection + LORA_B, new long[] {weight_oi[0], lora.rank()});
    }
    if (shapes.isEmpty()) {
      throw new IllegalArgumentException(
          "lora targets are %s; the model has no such projection"
              .formatted(String.join(", ", lora.targets())));
    }
    return shapes;
  }
}
