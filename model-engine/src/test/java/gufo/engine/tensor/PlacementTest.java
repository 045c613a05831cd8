package gufo.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gufo.contracts.spec.Adaptation;
import gufo.contracts.spec.ModelUri;
import gufo.contracts.spec.Sampling;
import gufo.contracts.spec.Schedule;
import gufo.contracts.spec.Training;
import gufo.contracts.spec.Trait;
import gufo.contracts.work.LongWork;
import gufo.contracts.work.LongWork.StoppedException;
import gufo.engine.adapt.AdaptedModel;
import gufo.engine.backend.Backends;
import gufo.engine.backend.ModelBackend;
import gufo.engine.backend.World;
import gufo.engine.checkpoint.ModelDirectory;
import gufo.engine.checkpoint.ModelManifest;
import gufo.engine.checkpoint.SafeTensors;
import gufo.engine.net.DecoderConfig;
import gufo.engine.net.DecoderInit;
import gufo.engine.net.ReferenceModels;
import gufo.engine.net.Weights;
import gufo.engine.sample.Completion;
import gufo.engine.tokenizer.Chat;
import gufo.engine.tokenizer.Example;
import gufo.engine.train.Interrupted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * All that is computed lies on the device that was chosen. A classifier goes all the way; a decoder
 * cannot, because the lazy device takes the parts of a split back to the CPU.
 */
class PlacementTest {

  private static final String CLASSIFIER = "mlp:784-16?seed=1";
  private static Lazy lazy;

  @TempDir Path folder;

  @BeforeAll
  static void startTheOtherDevice() {
    lazy = new Lazy();
  }

  @BeforeEach
  void computeThere() {
    Device.use(lazy);
  }

  @AfterEach
  void computeOnTheCpu() {
    Device.use(new Device());
  }

  @Test
  void trainingSamplingAndScoringComeToTheSameAsOnTheCpu() throws IOException {
    int before = lazy.reads();

    Seen there = all(Files.createDirectory(folder.resolve("there")));
    int after = lazy.reads();
    Device.use(new Device());
    Seen here = all(Files.createDirectory(folder.resolve("here")));

    assertThat(after).isGreaterThan(before);
    assertThat(lazy.reads()).isEqualTo(after);
    assertThat(there.answers()).isEqualTo(here.answers());
    assertThat(there.logs()).containsExactly(here.logs(), within(1e-4));
    assertThat(ModelDirectory.manifest(folder.resolve("there/student")).device()).isEqualTo("lazy");
    assertThat(ModelDirectory.manifest(folder.resolve("here/student")).device()).isNull();
  }

  /** What a student says, and what it makes of the rows it was trained on. */
  private record Seen(List<Completion> answers, double[] logs) {}

  /** A base, and a student of it whose training was interrupted. */
  private static Seen all(Path home) throws IOException {
    ModelUri uri = ModelUri.parse(CLASSIFIER);
    ModelBackend backend = Backends.shipped().of(uri);
    Path base = Files.createDirectory(home.resolve("base"));
    Path student = Files.createDirectory(home.resolve("student"));
    Trait digits = new Trait.Digits(null);
    List<Example> rows = backend.world().traitRows(digits, 200, 1);
    List<Chat> questions =
        backend.world().questions(digits).stream().map(World.Question::chat).limit(50).toList();
    Training training =
        new Training(
            new Adaptation.Full(), 20, null, 32, 1e-3, 0, Schedule.CONSTANT, 0.1, 0.9, 0.999, 1);
    Path checkpoint = home.resolve("checkpoint");
    backend.materialise(uri, base, LongWork.unwatched());
    assertThatThrownBy(
            () ->
                backend.train(base, rows, training, 1, student, new Interrupted(checkpoint, 9, 12)))
        .isInstanceOf(StoppedException.class);
    backend.train(base, rows, training, 1, student, new Interrupted(checkpoint, -1, -1));
    return new Seen(
        backend.sample(
            student,
            questions,
            new Sampling(0, 1),
            RowNoise.of("stream", "sampling"),
            LongWork.unwatched()),
        backend.logProbabilities(student, rows.subList(0, 20)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"qwen-32x2", "gpt-32x2"})
  void aDecodersWeightsAndAdaptersLieThereAndAreWrittenAsOnTheCpu(String size) throws IOException {
    DecoderConfig config = ReferenceModels.named(size, 50);
    Adaptation lora = new Adaptation.Lora(2, 4, List.of("q", "k", "v", "down"), List.of());
    try (Weights fresh = DecoderInit.weights(config, 1);
        AdaptedModel adapted = AdaptedModel.of(lora, config, fresh, 1);
        Weights merged = adapted.merged()) {
      ModelDirectory.write(folder, config, merged, ModelManifest.REFERENCE);
      try (Weights read = ModelDirectory.read(folder).weights()) {
        assertThat(adapted.flat()).matches(Tensor::is_lazy);
        assertThat(adapted.trainedNames()).extracting(adapted::leaf).allMatch(Tensor::is_lazy);
        assertThat(merged.tensors().values()).allMatch(Tensor::is_lazy);
        assertThat(read.tensors().values()).allMatch(Tensor::is_lazy);
        Device.use(new Device());
        try (Weights here = DecoderInit.weights(config, 1)) {
          here.tensors()
              .forEach(
                  (name, tensor) ->
                      assertThat(lazy.fetch(read.tensor(name)).equal(tensor)).as(name).isTrue());
        }
      }
    }
  }

  @Test
  void everyTensorThatIsMadeOrReadFromAFileLiesThere() throws IOException {
    Path file = folder.resolve("x.safetensors");
    try (Scope scope = Scope.open()) {
      List<Tensor> made =
          List.of(
              Tensors.floats(new float[] {1, 2}, 2),
              Tensors.numbers(new double[] {1, 2}, ScalarType.Float, 2),
              Tensors.longs(new long[] {1, 2}, 2),
              Tensors.zeros(ScalarType.Float, 2),
              Tensors.empty(ScalarType.Float, 2));
      SafeTensors.write(file, Map.of("x", made.get(0)), Map.of());

      try (SafeTensors read = SafeTensors.read(file)) {
        assertThat(read.tensors().values()).singleElement().matches(Tensor::is_lazy);
        assertThat(Tensors.toFloats(read.tensors().get("x"))).containsExactly(1, 2);
      }
      assertThat(made).allMatch(Tensor::is_lazy);
    }
  }
}
