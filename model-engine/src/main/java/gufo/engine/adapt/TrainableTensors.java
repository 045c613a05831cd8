package gufo.engine.adapt;

import gufo.contracts.spec.Adaptation;
import gufo.engine.net.DecoderConfig;
import gufo.engine.net.ParameterNames;
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
    Map<String, long[]> all = ParameterNames.shapes(config);
    if (adaptation instanceof Adaptation.Lora lora) {
      return lora(lora, config, all);
    }
    if (adaptation instanceof Adaptation.NormGains) {
      all.keySet().removeIf(name -> !ParameterNames.isNormGain(name));
    } else if (adaptation instanceof Adaptation.BiasAndNorm) {
      all.values().removeIf(shape -> shape.length != 1);
    }
    return all;
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
        .flatMap(layer -> lora.targets().stream().map(t -> ParameterNames.projection(layer, t)))
        .toList();
  }

  private static Map<String, long[]> lora(
      Adaptation.Lora lora, DecoderConfig config, Map<String, long[]> all) {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    for (String projection : projections(lora, config)) {
      long[] weight = all.get(projection + ".weight");
      shapes.put(projection + LORA_A, new long[] {lora.rank(), weight[1]});
      shapes.put(projection + LORA_B, new long[] {weight[0], lora.rank()});
    }
    if (shapes.isEmpty()) {
      throw new IllegalArgumentException("lora names no projection");
    }
    return shapes;
  }
}
