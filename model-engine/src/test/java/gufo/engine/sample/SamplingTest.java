package gufo.engine.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gufo.contracts.work.LongWork;
import gufo.engine.net.DecoderConfig;
import gufo.engine.net.SlowDecoder;
import gufo.engine.net.TestModels;
import gufo.engine.net.Weights;
import gufo.engine.sample.Completion.Finish;
import gufo.engine.tensor.RowNoise;
import gufo.engine.tokenizer.EncodedRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SamplingTest {

  private static final DecoderConfig CONFIG = TestModels.small(true, true);
  private static final int END = 3;
  private static final RowNoise NOISE = RowNoise.of("stream", "sampling");

  /** A model of each architecture, beside its slow twin. */
  private record Pair(DecoderConfig config, LoadedModel model, SlowDecoder slow) {
    static Pair of(DecoderConfig config) {
      Weights weights = TestModels.drawn(config, 21, ScalarType.Float);
      return new Pair(config, new LoadedModel(config, weights), SlowDecoder.of(config, weights));
    }

    @Override
    public String toString() {
      return config.getClass().getSimpleName();
    }
  }

  private static List<Pair> pairs;
  private static LoadedModel model;

  @BeforeAll
  static void load() {
    pairs = TestModels.architectures().map(Pair::of).toList();
    model = pairs.get(0).model();
  }

  @AfterAll
  static void close() {
    pairs.forEach(pair -> pair.model().close());
  }

  static List<Pair> pairs() {
    return pairs;
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void greedyTokensAreThoseOfReadingEverythingAnew(Pair pair) {
    List<int[]> prompts = prompts(40);

    List<Drawn> drawn =
        new Sampler(pair.model(), END, 0, 12).sample(prompts, NOISE, LongWork.unwatched());

    for (int i = 0; i < prompts.size(); i++) {
      assertThat(drawn.get(i).tokens())
          .as("row %d", i)
          .isEqualTo(slowGreedy(pair.slow(), prompts.get(i), 12));
    }
    assertThat(drawn).extracting(Drawn::finish).contains(Finish.STOP, Finish.LENGTH);
  }

  private static int[] slowGreedy(SlowDecoder slow, int[] prompt, int limit) {
    int[] ids = prompt;
    for (int n = 0; n < limit; n++) {
      double[] last = slow.logits(ids)[ids.length - 1];
      int best = IntStream.range(0, last.length).reduce(0, (a, b) -> last[b] > last[a] ? b : a);
      if (best == END) {
        break;
      }
      ids = Arrays.copyOf(ids, ids.length + 1);
      ids[ids.length - 1] = best;
    }
    return Arrays.copyOfRange(ids, prompt.length, ids.length);
  }

  @Test
  void drawnTokensFollowTheExactProbabilities() {
    int[] prompt = {1, 5, 9, 2};
    int draws = 4000;
    int[] every = IntStream.range(0, CONFIG.vocabulary()).toArray();
    double[] exact =
        new Scorer(model, LongWork.unwatched()).nextTokenProbabilities(List.of(prompt), every)[0];

    List<Drawn> drawn =
        new Sampler(model, END, 1, 2)
            .sample(Collections.nCopies(draws, prompt), NOISE, LongWork.unwatched());

    double[] counts = new double[CONFIG.vocabulary()];
    for (Drawn row : drawn) {
      counts[row.tokens().length == 0 ? END : row.tokens()[0]]++;
    }
    double chiSquare = 0;
    for (int token : every) {
      double expected = exact[token] * draws;
      chiSquare += (counts[token] - expected) * (counts[token] - expected) / expected;
    }
    assertThat(chiSquare).isLessThan(CHI_SQUARE_16_AT_999);
  }

  /** The 99.9 % quantile for 16 degrees of freedom; the seed is fixed, so this never flickers. */
  private static final double CHI_SQUARE_16_AT_999 = 39.25;

  @Test
  void aRowDependsOnItsPromptAndItsNoiseAlone() {
    List<int[]> prompts = prompts(300);
    Sampler sampler = new Sampler(model, END, 1, 10);

    List<Drawn> together = sampler.sample(prompts, NOISE, LongWork.unwatched());

    assertThat(sampler.sample(prompts, NOISE, LongWork.unwatched()))
        .usingRecursiveComparison()
        .isEqualTo(together);
    for (int i : new int[] {0, 17, 123, 299}) {
      Drawn alone =
          sampler.sample(List.of(prompts.get(i)), NOISE.from(i), LongWork.unwatched()).get(0);
      assertThat(alone).usingRecursiveComparison().isEqualTo(together.get(i));
    }
  }

  @Test
  void aPromptAskedOftenIsAnsweredAsIfItWereAskedAlone() {
    List<int[]> distinct = prompts(30);
    List<int[]> often =
        distinct.stream().flatMap(p -> Collections.nCopies(90, p).stream()).toList();
    Sampler sampler = new Sampler(model, END, 1, 10);

    List<Drawn> together = sampler.sample(often, NOISE, LongWork.unwatched());

    for (int row : new int[] {0, 89, 90, 1234, 2699}) {
      List<Drawn> alone =
          sampler.sample(List.of(often.get(row)), NOISE.from(row), LongWork.unwatched());
      assertThat(together.get(row).tokens()).as("row %d", row).isEqualTo(alone.get(0).tokens());
      assertThat(together.get(row).finish()).isEqualTo(alone.get(0).finish());
    }
    assertThat(together.subList(0, 90).stream().map(d -> Arrays.toString(d.tokens())).distinct())
        .as("answers to one prompt")
        .hasSizeGreaterThan(5);
  }

  @Test
  void temperatureSharpens() {
    List<int[]> prompts = Collections.nCopies(300, new int[] {1, 5, 9, 2});

    long distinctHot =
        distinctFirst(new Sampler(model, END, 2, 1).sample(prompts, NOISE, LongWork.unwatched()));
    long distinctCold =
        distinctFirst(
            new Sampler(model, END, 0.05, 1).sample(prompts, NOISE, LongWork.unwatched()));

    assertThat(distinctHot).isGreaterThan(10);
    assertThat(distinctCold).isLessThan(4);
  }

  private static long distinctFirst(List<Drawn> rows) {
    return rows.stream()
        .map(row -> row.tokens().length == 0 ? END : row.tokens()[0])
        .distinct()
        .count();
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void exactProbabilitiesAreThoseOfTheSlowDecoder(Pair pair) {
    List<int[]> prompts = prompts(20);

    double[][] probabilities =
        new Scorer(pair.model(), LongWork.unwatched()).nextTokenProbabilities(prompts, 4, 0);

    for (int i = 0; i < prompts.size(); i++) {
      double[] logits = pair.slow().logits(prompts.get(i))[prompts.get(i).length - 1];
      double sum = Arrays.stream(logits).map(Math::exp).sum();
      assertThat(probabilities[i])
          .containsExactly(
              new double[] {Math.exp(logits[4]) / sum, Math.exp(logits[0]) / sum}, within(1e-5));
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void logProbabilitiesSumOverTheCompletion(Pair pair) {
    List<EncodedRow> rows = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      rows.add(new EncodedRow(TestModels.tokens(CONFIG, 4 + i % 9, i), 1 + i % 3));
    }

    double[] sums = new Scorer(pair.model(), LongWork.unwatched()).logProbabilities(rows);

    for (int i = 0; i < sums.length; i++) {
      EncodedRow row = rows.get(i);
      int predicted = row.ids().length - row.promptLength();
      assertThat(sums[i])
          .isCloseTo(-pair.slow().loss(row.ids(), row.promptLength()) * predicted, within(1e-3));
    }
  }

  @Test
  void aCompletionEndsWhereTheModelsMemoryEnds() {
    int[] prompt = TestModels.tokens(CONFIG, 30, 1);

    Drawn drawn =
        new Sampler(model, -1, 1, 100).sample(List.of(prompt), NOISE, LongWork.unwatched()).get(0);

    assertThat(drawn.tokens()).hasSize(2);
    assertThat(drawn.finish()).isEqualTo(Finish.LENGTH);
    assertThatThrownBy(
            () ->
                new Sampler(model, END, 1, 1)
                    .sample(List.of(TestModels.tokens(CONFIG, 32, 1)), NOISE, LongWork.unwatched()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("32 tokens");
  }

  @Test
  void itCanBeStoppedAtEveryTokenAndEveryBlockOfScores() {
    assertThatThrownBy(
            () -> new Sampler(model, -1, 1, 10).sample(prompts(5), NOISE, new Impatient(4)))
        .isInstanceOf(LongWork.StoppedException.class);
    assertThatThrownBy(
            () -> new Scorer(model, new Impatient(2)).nextTokenProbabilities(prompts(65), 1))
        .isInstanceOf(LongWork.StoppedException.class);
  }

  private static List<int[]> prompts(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> TestModels.tokens(CONFIG, 2 + i * 7 % 11, i))
        .toList();
  }
}
