package gufo.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeedsTest {

  private static final float[] GOLDEN_NORMALS = {-0.5310519f, 1.7131952f, 0.7620098f};
  private static final long GOLDEN_LONG = 8737242529128618012L;

  @Test
  void theNumbersNeverChange() {
    assertThat(Seeds.normals(Seeds.generator(1, "golden", 0), 3, 1))
        .containsExactly(GOLDEN_NORMALS);
    assertThat(RowNoise.of("stream", "sampling").row(5).nextLong()).isEqualTo(GOLDEN_LONG);
  }

  @Test
  void normalsHaveTheDeviationAskedFor() {
    float[] values = Seeds.normals(Seeds.generator(1, "test", 0), 100_001, 2);

    double[] doubles = IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    double mean = Arrays.stream(doubles).average().orElseThrow();
    double variance = Arrays.stream(doubles).map(x -> x * x).average().orElseThrow();
    double beyondTwo = Arrays.stream(doubles).filter(x -> Math.abs(x) > 4).count() / 100_001.0;
    assertThat(mean).isCloseTo(0, within(0.03));
    assertThat(variance).isCloseTo(4, within(0.08));
    assertThat(beyondTwo).isCloseTo(0.0455, within(0.003));
  }

  @Test
  void everyPermutationIsAsLikely() {
    int[] counts = new int[6];
    for (int i = 0; i < 6000; i++) {
      int[] values = {0, 1, 2};
      Seeds.shuffle(values, Seeds.generator(7, "shuffle", i));
      counts[values[0] * 2 + (values[1] > values[2] ? 1 : 0)]++;
    }

    assertThat(counts)
        .satisfies(c -> assertThat(Arrays.stream(c)).allMatch(n -> n > 880 && n < 1120));
  }

  @Test
  void noiseCountsRowsFromWhereItIsTold() {
    RowNoise noise = RowNoise.of("stream", "prompt");

    assertThat(noise.from(40).row(2).nextLong()).isEqualTo(noise.row(42).nextLong());
    assertThat(noise.row(0).nextLong()).isNotEqualTo(noise.row(1).nextLong());
    assertThat(RowNoise.of("stream", "sampling").row(0).nextLong())
        .isNotEqualTo(noise.row(0).nextLong());
  }
}
