package gufo.engine.adapt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gufo.contracts.spec.Adaptation;
import gufo.engine.net.Decoder;
import gufo.engine.net.DecoderConfig;
import gufo.engine.net.Network;
import gufo.engine.net.Parameters;
import gufo.engine.net.TestModels;
import gufo.engine.net.Weights;
import gufo.engine.tensor.Scope;
import gufo.engine.tensor.Seeds;
import gufo.engine.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

class LoraMergePropertiesTest {

  @Property(tries = 60)
  void aMergedModelIsTheModelWithItsAdapters(
      @ForAll("architectures") DecoderConfig config,
      @ForAll("targets") Set<List<String>> targets,
      @ForAll @IntRange(min = 1, max = 5) int rank,
      @ForAll @IntRange(min = 1, max = 9) int alpha,
      @ForAll @IntRange(max = 1000) int seed) {
    List<String> names = targets.stream().flatMap(List::stream).toList();
    Adaptation lora = new Adaptation.Lora(rank, alpha, names, List.of());
    try (Scope scope = Scope.open();
        Weights base = TestModels.drawn(config, seed, ScalarType.Double);
        Network network = config.network(ScalarType.Double);
        AdaptedModel model = AdaptedModel.of(lora, config, base, seed)) {
      model.flat().copy_(noise(seed, (int) model.flat().numel()));

      try (Weights merged = model.merged()) {

        int[] ids = TestModels.tokens(config, 7, seed);
        assertThat(logits(network, merged, ids))
            .containsExactly(logits(network, model, ids), within(1e-9));
        assertThat(logits(network, merged, ids)).isNotEqualTo(logits(network, base, ids));
      }
    }
  }

  @Provide
  Arbitrary<DecoderConfig> architectures() {
    return Arbitraries.of(TestModels.architectures().toList());
  }

  /** q, k and v together: one architecture has them in one projection. */
  @Provide
  Arbitrary<Set<List<String>>> targets() {
    return Arbitraries.of(List.of("q", "k", "v"), List.of("o"), List.of("up"), List.of("down"))
        .set()
        .ofMinSize(1);
  }

  private static double[] logits(Network network, Parameters parameters, int... ids) {
    Decoder decoder = network.decoder(parameters);
    Tensor ids_bt = Tensors.longs(Arrays.stream(ids).asLongStream().toArray(), 1, ids.length);
    Tensor last_s = Tensors.longs(new long[] {ids.length - 1}, 1);
    return Tensors.toDoubles(decoder.logits(decoder.hidden(ids_bt, last_s)));
  }

  private static Tensor noise(long seed, int count) {
    return Tensors.floats(Seeds.normals(Seeds.generator(seed, "adapters", 0), count, 0.3), count)
        .to(ScalarType.Double);
  }
}
