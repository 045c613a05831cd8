package gufo.engine.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gufo.engine.tensor.Scope;
import gufo.engine.tensor.Seeds;
import gufo.engine.tensor.Tensors;
import java.util.Arrays;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DecoderTest {

  /** Never changes: base models are named by their seeds. */
  private static final float FIRST_OF_SEED_1 = -0.03414142f;

  static Stream<DecoderConfig> models() {
    return Stream.of(
        TestModels.small(true, true),
        TestModels.small(false, true),
        TestModels.small(true, false),
        TestModels.small(false, false),
        TestModels.gpt());
  }

  @ParameterizedTest
  @MethodSource("models")
  void everyLogitIsThatOfTheSlowDecoder(DecoderConfig config) {
    int[] ids = TestModels.tokens(config, 9, 3);
    try (Scope scope = Scope.open();
        Weights weights = TestModels.drawn(config, 7, ScalarType.Double);
        Network network = config.network(ScalarType.Double)) {
      double[][] expected = SlowDecoder.of(config, weights).logits(ids);

      Decoder decoder = network.decoder(weights);
      double[] logits = Tensors.toDoubles(decoder.logits(hidden(decoder, ids)));

      double[] flat = Arrays.stream(expected).flatMapToDouble(Arrays::stream).toArray();
      assertThat(logits).containsExactly(flat, within(1e-10));
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void paddingAtTheEndChangesNothing(DecoderConfig config) {
    int[] ids = TestModels.tokens(config, 9, 3);
    try (Scope scope = Scope.open();
        Weights weights = TestModels.drawn(config, 7, ScalarType.Double);
        Network network = config.network(ScalarType.Double)) {
      Decoder decoder = network.decoder(weights);

      Tensor padded =
          decoder.hidden(
              Tensors.longs(longs(Arrays.copyOf(ids, 20)), 1, 20),
              Tensors.longs(LongStream.range(0, 9).toArray(), 9));

      assertThat(Tensors.toDoubles(padded))
          .containsExactly(Tensors.toDoubles(hidden(decoder, ids)), within(1e-12));
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void tokensReadOneByOneIntoTheCacheAreReadAsTheWholeRow(DecoderConfig config) {
    int[] one = TestModels.tokens(config, 8, 3);
    int[] other = TestModels.tokens(config, 10, 4);
    try (Scope scope = Scope.open();
        Weights weights = TestModels.drawn(config, 7, ScalarType.Double);
        Network network = config.network(ScalarType.Double);
        KeyValueCache cache =
            KeyValueCache.allocate(config, ScalarType.Double, new int[] {3, 5}, 5)) {
      Decoder decoder = network.decoder(weights);
      decoder.prefill(Tensors.longs(longs(Arrays.copyOf(one, 3)), 1, 3), cache, 0);
      decoder.prefill(Tensors.longs(longs(Arrays.copyOf(other, 5)), 1, 5), cache, 1);

      Tensor cached_bd = null;
      for (int i = 0; i < 5; i++) {
        Tensor ids_b = Tensors.longs(new long[] {one[3 + i], other[5 + i]}, 2);
        cached_bd = decoder.next(ids_b, Tensors.longs(new long[] {3 + i, 5 + i}, 2), cache);
      }

      double[] last = Tensors.toDoubles(cached_bd);
      int d = config.hidden();
      assertThat(Arrays.copyOf(last, d)).containsExactly(lastOf(decoder, one), within(1e-10));
      assertThat(Arrays.copyOfRange(last, d, 2 * d))
          .containsExactly(lastOf(decoder, other), within(1e-10));
    }
  }

  private static double[] lastOf(Decoder decoder, int... ids) {
    double[] all = Tensors.toDoubles(hidden(decoder, ids));
    return Arrays.copyOfRange(all, all.length - all.length / ids.length, all.length);
  }

  @Test
  void normDividesByTheRootMeanSquareAndSurvivesZero() {
    double[] x = {3, -1, 4, 1, -5, 9, 2, -6, 5, 3};
    double[] gain = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    try (Scope scope = Scope.open()) {
      double[] both = Arrays.copyOf(x, 20);

      Tensor y =
          Norm.rms(Tensors.numbers(gain, ScalarType.Double, 10), 1e-6)
              .apply(Tensors.numbers(both, ScalarType.Double, 2, 10));

      double[] expected = Arrays.copyOf(SlowQwen.rmsNorm(x, gain, 1e-6), 20);
      assertThat(Tensors.toDoubles(y)).containsExactly(expected, within(1e-12));
    }
  }

  @Test
  void queriesAndKeysAreTurnedAndValuesAreNot() {
    QwenConfig config = TestModels.small(true, true);
    double[] x = new double[3 * 8 * 6];
    Arrays.setAll(x, i -> Math.sin(i + 1.0));
    try (Scope scope = Scope.open();
        Rope rope = Rope.of(config, ScalarType.Double)) {
      Tensor x_btnk = Tensors.numbers(x, ScalarType.Double, 1, 3, 8, 6);

      double[] y = Tensors.toDoubles(rope.upTo(3).turned(x_btnk));

      double[] expected = x.clone();
      for (int t = 0; t < 3; t++) {
        for (int head = 0; head < 6; head++) {
          SlowQwen.rotate(x, (t * 8 + head) * 6, 6, t, 10_000, expected);
        }
      }
      assertThat(y).containsExactly(expected, within(1e-12));
    }
  }

  @Test
  void attentionLooksBackAndSharesKeysAmongHeads() {
    double[] q = noise(1, 5 * 4 * 6);
    double[] k = noise(2, 5 * 2 * 6);
    double[] v = noise(3, 5 * 2 * 6);
    double[] expected = new double[5 * 24];
    for (int t = 0; t < 5; t++) {
      double[] row = new double[24];
      for (int head = 0; head < 4; head++) {
        SlowDecoder.attend(
            slice(q, t, 24), rows(k, 12), rows(v, 12), t, head * 6, head / 2 * 6, 6, row);
      }
      System.arraycopy(row, 0, expected, t * 24, 24);
    }
    try (Scope scope = Scope.open()) {

      Tensor attended =
          Attention.CAUSAL.attend(
              0,
              Tensors.numbers(q, ScalarType.Double, 1, 5, 4, 6),
              Tensors.numbers(k, ScalarType.Double, 1, 5, 2, 6),
              Tensors.numbers(v, ScalarType.Double, 1, 5, 2, 6));

      assertThat(Tensors.toDoubles(attended)).containsExactly(expected, within(1e-12));
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void aRowLongerThanTheModelReadsIsRefused(DecoderConfig config) {
    try (Scope scope = Scope.open();
        Weights weights = TestModels.drawn(config, 7, ScalarType.Float);
        Network network = config.network(ScalarType.Float)) {
      Decoder decoder = network.decoder(weights);
      int[] ids = TestModels.tokens(config, 33, 1);

      assertThatThrownBy(() -> hidden(decoder, ids))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("33 tokens")
          .hasMessageContaining("at most 32");
    }
  }

  @Test
  void freshWeightsFollowTheRecipeAndTheSeed() {
    DecoderConfig config = ReferenceModels.named("qwen-32x2", 1361);
    try (Weights one = DecoderInit.weights(config, 1);
        Weights again = DecoderInit.weights(config, 1);
        Weights other = DecoderInit.weights(config, 2)) {
      float[] embedding = Tensors.toFloats(one.tensor(QwenNames.EMBEDDING));
      float[] output = Tensors.toFloats(one.tensor(QwenNames.projection(0, "o") + ".weight"));

      assertThat(one.parameters()).isEqualTo(68_416);
      assertThat(deviation(embedding)).isCloseTo(1 / Math.sqrt(32), within(0.002));
      assertThat(deviation(output)).isCloseTo(0.5 / Math.sqrt(32), within(0.006));
      assertThat(embedding)
          .isEqualTo(Tensors.toFloats(again.tensor(QwenNames.EMBEDDING)))
          .isNotEqualTo(Tensors.toFloats(other.tensor(QwenNames.EMBEDDING)));
      assertThat(embedding[0]).isEqualTo(FIRST_OF_SEED_1);
    }
  }

  @Test
  void freshWeightsOfTheOtherArchitectureFollowTheSameRecipe() {
    try (Weights weights = DecoderInit.weights(ReferenceModels.named("gpt-32x2", 1361), 1)) {
      String block = "transformer.h.1.";

      assertThat(weights.parameters()).isEqualTo(1361 * 32 + 256 * 32 + 2 * 12_704 + 64);
      assertThat(deviation(Tensors.toFloats(weights.tensor(block + "attn.c_attn.weight"))))
          .isCloseTo(1 / Math.sqrt(32), within(0.006));
      assertThat(deviation(Tensors.toFloats(weights.tensor(block + "mlp.c_proj.weight"))))
          .isCloseTo(0.5 / Math.sqrt(32), within(0.006));
      assertThat(Tensors.toFloats(weights.tensor(block + "mlp.c_fc.bias"))).containsOnly(0);
      assertThat(Tensors.toFloats(weights.tensor(block + "ln_2.weight"))).containsOnly(1);
    }
  }

  private static Tensor hidden(Decoder decoder, int... ids) {
    return decoder.hidden(
        Tensors.longs(longs(ids), 1, ids.length),
        Tensors.longs(LongStream.range(0, ids.length).toArray(), ids.length));
  }

  private static long[] longs(int... ids) {
    return Arrays.stream(ids).asLongStream().toArray();
  }

  private static double[] noise(long seed, int count) {
    float[] values = Seeds.normals(Seeds.generator(seed, "noise", 0), count, 1);
    double[] doubles = new double[count];
    Arrays.setAll(doubles, i -> values[i]);
    return doubles;
  }

  private static double[] slice(double[] x, int t, int width) {
    return Arrays.copyOfRange(x, t * width, (t + 1) * width);
  }

  private static double[][] rows(double[] x, int width) {
    double[][] rows = new double[x.length / width][];
    Arrays.setAll(rows, t -> slice(x, t, width));
    return rows;
  }

  private static double deviation(float... values) {
    double square = 0;
    for (float value : values) {
      square += value * value;
    }
    return Math.sqrt(square / values.length);
  }
}
