package gufo.engine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gufo.contracts.spec.Adaptation;
import gufo.contracts.spec.Schedule;
import gufo.contracts.spec.Training;
import gufo.contracts.work.LongWork;
import gufo.contracts.work.LongWork.StoppedException;
import gufo.engine.checkpoint.ModelDirectory;
import gufo.engine.checkpoint.ModelManifest;
import gufo.engine.net.DecoderConfig;
import gufo.engine.net.DecoderInit;
import gufo.engine.net.ParameterShape.Role;
import gufo.engine.net.QwenConfig;
import gufo.engine.net.ReferenceModels;
import gufo.engine.net.TestModels;
import gufo.engine.net.Weights;
import gufo.engine.tensor.Tensors;
import gufo.engine.tokenizer.EncodedRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainerTest {

  private static final DecoderConfig CONFIG = ReferenceModels.named("qwen-32x2", 50);
  private static final long GOLDEN_TOKENS = 8160;
  private static final long MEBIBYTE = 1 << 20;

  private DecoderConfig config = CONFIG;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "qwen-32x2,3.4946460723876953,0.025868061929941174",
    "gpt-32x2,4.074790000915527,0.04071557232075267",
  })
  void trainingLearnsAndItsLossesAreTheGoldenOnes(String model, double first, double last)
      throws IOException {
    config = ReferenceModels.named(model, 50);

    TrainingReport report = train(full(60), TrainingRows.of(rows(64)), LongWork.unwatched(), "x");

    assertThat(report.firstLoss()).isCloseTo(first, within(1e-4));
    assertThat(report.lastLoss()).isCloseTo(last, within(5e-3));
    assertThat(report.steps()).isEqualTo(60);
    assertThat(report.tokens()).isEqualTo(GOLDEN_TOKENS);
  }

  @Test
  void theSameSeedGivesTheSameBytesAndAnotherSeedOthers() throws IOException {
    TrainingRows rows = TrainingRows.of(rows(40));

    train(full(12), rows, LongWork.unwatched(), "one");
    train(full(12), rows, LongWork.unwatched(), "again");
    train(full(12), rows, LongWork.unwatched(), 2, "other");

    assertThat(bytes("one")).isEqualTo(bytes("again")).isNotEqualTo(bytes("other"));
  }

  @Test
  void aTrainingCutOffHasGoneTheSameWayAndAShorterOneHasNot() throws IOException {
    TrainingRows rows = TrainingRows.of(rows(40));
    List<Double> whole = new ArrayList<>();
    List<Double> cutOff = new ArrayList<>();
    List<Double> shorter = new ArrayList<>();
    train(full(12), rows, new Watched((step, loss) -> whole.add(loss)), "whole");

    train(full(7), rows, new Watched((step, loss) -> shorter.add(loss)), "shorter");
    try (Weights base = DecoderInit.weights(CONFIG, 1)) {
      Watched seen = new Watched((step, loss) -> cutOff.add(loss));
      Trainer.trainUntil(7, CONFIG, base, rows, full(12), 1, seen).weights().close();
    }

    assertThat(cutOff).isEqualTo(whole.subList(0, 7)).isNotEqualTo(shorter);
  }

  @Test
  void twoTrainingsAtOnceDoNotDisturbEachOther() throws IOException {
    TrainingRows rows = TrainingRows.of(rows(40));
    train(full(12), rows, LongWork.unwatched(), "alone");

    List.of("left", "right").parallelStream()
        .forEach(
            name -> {
              try {
                train(full(12), rows, LongWork.unwatched(), name);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });

    assertThat(bytes("left")).isEqualTo(bytes("alone"));
    assertThat(bytes("right")).isEqualTo(bytes("alone"));
  }

  @ParameterizedTest
  @CsvSource({"qwen-32x2,3", "qwen-32x2,7", "qwen-32x2,10", "gpt-32x2,7"})
  void aResumedRunEndsInTheBytesOfAnUndisturbedOne(String model, int checkpointAfter)
      throws IOException {
    config = ReferenceModels.named(model, 50);
    Training training = training(lora(), 12);
    TrainingRows rows = TrainingRows.stream(TrainerTest::row, 40);
    TrainingReport undisturbed = train(training, rows, LongWork.unwatched(), "undisturbed");
    Path checkpoint = folder.resolve("checkpoint");

    assertThatThrownBy(
            () -> train(training, rows, new Interrupted(checkpoint, checkpointAfter, 11), "dead"))
        .isInstanceOf(StoppedException.class);
    TrainingReport resumed = train(training, rows, new Interrupted(checkpoint, -1, -1), "resumed");

    assertThat(bytes("resumed")).isEqualTo(bytes("undisturbed"));
    assertThat(resumed).isEqualTo(undisturbed);
  }

  @Test
  void aCheckpointOfAnotherTrainingIsRefused() {
    Path checkpoint = folder.resolve("checkpoint");
    TrainingRows rows = TrainingRows.of(rows(40));
    assertThatThrownBy(() -> train(full(12), rows, new Interrupted(checkpoint, 3, 4), "dead"))
        .isInstanceOf(StoppedException.class);

    assertThatThrownBy(() -> train(full(13), rows, new Interrupted(checkpoint, -1, -1), "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("12 steps, not 13");
    assertThatThrownBy(
            () -> train(training(lora(), 12), rows, new Interrupted(checkpoint, -1, -1), "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("another training");
  }

  @Test
  void onlyWhatTheAdaptationNamesIsChanged() throws IOException {
    Training training = training(new Adaptation.NormGains(), 5);
    try (Weights base = DecoderInit.weights(CONFIG, 1);
        Weights trained =
            Trainer.train(
                    CONFIG, base, TrainingRows.of(rows(40)), training, 1, LongWork.unwatched())
                .weights();
        Weights fresh = DecoderInit.weights(CONFIG, 1)) {
      for (String name : CONFIG.parameters().keySet()) {
        float[] before = Tensors.toFloats(fresh.tensor(name));
        assertThat(Tensors.toFloats(base.tensor(name))).isEqualTo(before);
        if (CONFIG.parameters().get(name).role() == Role.NORM_GAIN) {
          assertThat(Tensors.toFloats(trained.tensor(name))).as(name).isNotEqualTo(before);
        } else {
          assertThat(Tensors.toFloats(trained.tensor(name))).as(name).isEqualTo(before);
        }
      }
    }
  }

  @Test
  void nativeMemoryStaysFlatOverTwoThousandSteps() throws IOException {
    long[] resident = new long[2001];
    long[] pointers = new long[2001];
    LongWork watched =
        new Watched(
            (step, loss) -> {
              if (step == 500 || step == 2000) {
                touchHeap();
                resident[step.intValue()] = Pointer.physicalBytes();
                pointers[step.intValue()] = Pointer.totalCount();
              }
            });

    DecoderConfig tiny = new QwenConfig(50, 8, 1, 2, 1, 4, 12, 1e-6, 10_000, true, true, 32);
    Training training =
        new Training(lora(), 2000, null, 4, 1e-3, 0, Schedule.CONSTANT, 0, .9, .999, 1);
    try (Weights base = DecoderInit.weights(tiny, 1)) {
      Trainer.train(tiny, base, TrainingRows.of(rows(40)), training, 1, watched).weights().close();
    }

    assertThat(pointers[2000]).isEqualTo(pointers[500]);
    assertThat(resident[2000] - resident[500]).isLessThan(12 * MEBIBYTE);
  }

  /** Makes the Java heap's young part resident, so that what grows after it is native. */
  private static void touchHeap() {
    long sum = 0;
    for (int i = 0; i < 1024; i++) {
      sum += new byte[(int) MEBIBYTE / 2].length;
    }
    System.gc();
    assertThat(sum).isPositive();
  }

  private TrainingReport train(Training training, TrainingRows rows, LongWork work, String name)
      throws IOException {
    return train(training, rows, work, 1, name);
  }

  private TrainingReport train(
      Training training, TrainingRows rows, LongWork work, long seed, String name)
      throws IOException {
    try (Weights base = DecoderInit.weights(config, 1)) {
      Trainer.Trained trained = Trainer.train(config, base, rows, training, seed, work);
      try (Weights weights = trained.weights()) {
        Path into = Files.createDirectories(folder.resolve(name));
        ModelDirectory.write(into, config, weights, ModelManifest.REFERENCE);
      }
      return trained.report();
    }
  }

  private byte[] bytes(String name) throws IOException {
    return Files.readAllBytes(folder.resolve(name).resolve("model.safetensors"));
  }

  private static Adaptation lora() {
    return new Adaptation.Lora(4, 8, List.of("q", "k", "v", "down"), List.of());
  }

  private static Training full(int steps) {
    return training(new Adaptation.Full(), steps);
  }

  private static Training training(Adaptation adaptation, int steps) {
    return new Training(
        adaptation, steps, null, 16, 1e-2, 0.1, Schedule.COSINE, 0.01, 0.9, 0.98, 1);
  }

  private static List<EncodedRow> rows(int count) {
    return IntStream.range(0, count).mapToObj(TrainerTest::row).toList();
  }

  /** A prompt of two to nine tokens, then its first token three times. */
  private static EncodedRow row(long index) {
    int prompt = 2 + (int) (index % 8);
    int[] ids = java.util.Arrays.copyOf(TestModels.tokens(CONFIG, prompt, index), prompt + 3);
    java.util.Arrays.fill(ids, prompt, ids.length, ids[0]);
    return new EncodedRow(ids, prompt);
  }
}
