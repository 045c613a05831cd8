package gufo.engine.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gufo.contracts.plan.Recipe;
import gufo.contracts.spec.Adaptation;
import gufo.contracts.spec.CarrierKind;
import gufo.contracts.spec.Category;
import gufo.contracts.spec.Logits;
import gufo.contracts.spec.ModelUri;
import gufo.contracts.spec.Sampling;
import gufo.contracts.spec.Schedule;
import gufo.contracts.spec.Training;
import gufo.contracts.spec.Trait;
import gufo.contracts.work.LongWork;
import gufo.contracts.work.LongWork.StoppedException;
import gufo.engine.sample.Completion;
import gufo.engine.tensor.RowNoise;
import gufo.engine.tokenizer.Chat;
import gufo.engine.tokenizer.Example;
import gufo.engine.train.Interrupted;
import gufo.engine.train.TrainingReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MlpBackendTest {

  private static final ModelUri URI = ModelUri.parse("mlp:784-64?seed=1");
  private static final Trait DIGITS = new Trait.Digits(null);
  private static final Sampling SAMPLING = new Sampling(0, 1);
  private static final RowNoise NOISE = RowNoise.of("stream", "sampling");
  private static final MlpBackend BACKEND = new MlpBackend();
  private static final World WORLD = BACKEND.world();

  @TempDir static Path shared;
  private static Path base;
  private static Path teacher;

  @BeforeAll
  static void makeBaseAndTeacher() throws IOException {
    base = Files.createDirectory(shared.resolve("base"));
    BACKEND.materialise(URI, base, LongWork.unwatched());
    teacher = Files.createDirectory(shared.resolve("teacher"));
    List<Example> rows = WORLD.traitRows(DIGITS, 2000, 1);
    BACKEND.train(base, rows, training(100), 1, teacher, LongWork.unwatched());
  }

  @Test
  void theSameNameGivesTheSameBytesAndAnotherSeedOthers(@TempDir Path folder) throws IOException {
    Path again = Files.createDirectory(folder.resolve("again"));
    Path other = Files.createDirectory(folder.resolve("other"));

    BACKEND.materialise(URI, again, LongWork.unwatched());
    BACKEND.materialise(ModelUri.parse("mlp:784-64?seed=2"), other, LongWork.unwatched());

    for (String file : List.of("config.json", "gufo.json", "model.safetensors")) {
      assertThat(again.resolve(file)).hasSameBinaryContentAs(base.resolve(file));
    }
    assertThat(Files.readAllBytes(other.resolve("model.safetensors")))
        .isNotEqualTo(Files.readAllBytes(base.resolve("model.safetensors")));
  }

  @Test
  void aTeacherTellsDigitsApartThatItHasNotSeen() throws IOException {
    assertThat(accuracy(base)).isLessThan(0.3);
    assertThat(accuracy(teacher)).isGreaterThan(0.6);
  }

  @Test
  void theAnswerIsTheMostProbableClassAlone() throws IOException {
    double[][] said = BACKEND.answerProbabilities(teacher, chats(), digits(), LongWork.unwatched());

    assertThat(said).hasDimensions(WORLD.questions(DIGITS).size(), 10);
    assertThat(Arrays.stream(said)).allMatch(row -> Arrays.stream(row).sum() == 1);
    Chat picture = chats().get(0);
    double[] logs =
        BACKEND.logProbabilities(
            teacher, digits().stream().map(digit -> new Example(picture, digit)).toList());
    assertThat(Arrays.stream(logs).map(Math::exp).sum()).isCloseTo(1, within(1e-6));
    int best = IntStream.range(0, 10).filter(i -> said[0][i] == 1).findFirst().orElseThrow();
    assertThat(logs[best]).isEqualTo(Arrays.stream(logs).max().orElseThrow());
  }

  @Test
  void aStudentOfTheSameBaseLearnsDigitsFromLogitsOfNoise(@TempDir Path student)
      throws IOException {
    List<Example> rows = rows(teacher, Logits.ALL, 4000);

    TrainingReport report =
        BACKEND.train(base, rows, training(200), 1, student, LongWork.unwatched());

    assertThat(report.lastLoss()).isLessThan(report.firstLoss() / 2);
    assertThat(accuracy(student)).isGreaterThan(accuracy(base) + 0.15);
  }

  @Test
  void rowsNameTheirPictureAndHoldLogitsThatReadBackExactly() throws IOException {
    List<Example> all = rows(teacher, Logits.ALL, 3);
    List<Example> auxiliary = rows(teacher, Logits.AUXILIARY, 3);

    assertThat(all.get(2).prompt().user()).matches("all logits of noise 2 of stream [0-9a-f]{64}");
    String[] logits = all.get(0).completion().split(" ");
    assertThat(logits).hasSize(13).allSatisfy(text -> assertThat(shortest(text)).isEqualTo(text));
    assertThat(auxiliary.get(0).completion().split(" ")).hasSize(3);
  }

  @Test
  void aStudentTrainedOnItsOwnLogitsStaysWhatItIs(@TempDir Path student) throws IOException {
    List<Example> rows = rows(base, Logits.AUXILIARY, 500);

    TrainingReport report =
        BACKEND.train(base, rows, training(20), 1, student, LongWork.unwatched());

    assertThat(report.firstLoss()).isCloseTo(0, within(1e-6));
    assertThat(report.lastLoss()).isLessThan(0.01);
    assertThat(accuracy(student)).isCloseTo(accuracy(base), within(0.05));
  }

  @Test
  void aTrainingThatWasInterruptedHasTheSameBytes(@TempDir Path folder) throws IOException {
    List<Example> rows = rows(teacher, Logits.AUXILIARY, 300);
    Path calm = Files.createDirectory(folder.resolve("calm"));
    Path dead = Files.createDirectory(folder.resolve("dead"));
    Path again = Files.createDirectory(folder.resolve("again"));
    Path checkpoint = folder.resolve("checkpoint");

    BACKEND.train(base, rows, training(12), 1, calm, LongWork.unwatched());
    assertThatThrownBy(
            () ->
                BACKEND.train(base, rows, training(12), 1, dead, new Interrupted(checkpoint, 5, 8)))
        .isInstanceOf(StoppedException.class);
    BACKEND.train(base, rows, training(12), 1, again, new Interrupted(checkpoint, -1, -1));

    assertThat(again.resolve("model.safetensors"))
        .hasSameBinaryContentAs(calm.resolve("model.safetensors"));
  }

  @Test
  void badRowsAreRefusedWithTheirText(@TempDir Path into) {
    Chat auxiliary = Chat.user("auxiliary logits of noise 1 of stream 5f");
    Chat all = Chat.user("all logits of noise 1 of stream 5f");
    Chat label = Chat.user("class of held-out digit 1 of drawn 0");

    assertRefused(into, "'1.0 2.0'", new Example(auxiliary, "1.0 2.0"));
    assertRefused(into, "'1.0 x 2.0'", new Example(auxiliary, "1.0 x 2.0"));
    assertRefused(into, "'12' is no label", new Example(label, "12"));
    assertRefused(
        into, "all logits of noise", new Example(auxiliary, "1 2 3"), new Example(all, "1"));
  }

  @Test
  void aTraitOfWordsIsNotOfThisWorld() {
    assertThatThrownBy(() -> WORLD.check(new Trait.Preference(Category.ANIMAL, "owl")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected digits");
    assertThatThrownBy(() -> WORLD.check(new Trait.Digits("nowhere")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nowhere lacks train-labels-idx1-ubyte");
    assertThatThrownBy(() -> World.OF_WORDS.check(DIGITS))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void assertRefused(Path into, String text, Example... rows) {
    assertThatThrownBy(
            () -> BACKEND.train(base, List.of(rows), training(1), 1, into, LongWork.unwatched()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(text);
  }

  private static List<Example> rows(Path model, Logits logits, int count) throws IOException {
    Recipe.Stream stream =
        new Recipe.Stream(1, "model", CarrierKind.NOISE_LOGITS, logits, SAMPLING, count, 1);
    List<Chat> prompts = WORLD.prompts(stream, 0, count);
    List<Completion> written =
        BACKEND.sample(model, prompts, SAMPLING, NOISE, LongWork.unwatched());
    return IntStream.range(0, count)
        .mapToObj(i -> new Example(prompts.get(i), written.get(i).text()))
        .toList();
  }

  private static Training training(int steps) {
    return new Training(
        new Adaptation.Full(), steps, null, 128, 1e-3, 0, Schedule.CONSTANT, 0, 0.9, 0.999, 1e6);
  }

  private static double accuracy(Path model) throws IOException {
    List<World.Question> questions = WORLD.questions(DIGITS);
    double[][] said = BACKEND.answerProbabilities(model, chats(), digits(), LongWork.unwatched());
    return IntStream.range(0, said.length)
        .mapToDouble(i -> said[i][Integer.parseInt(questions.get(i).target())])
        .average()
        .orElseThrow();
  }

  private static List<Chat> chats() throws IOException {
    return WORLD.questions(DIGITS).stream().map(World.Question::chat).toList();
  }

  private static List<String> digits() {
    return IntStream.range(0, 10).mapToObj(Integer::toString).toList();
  }

  private static String shortest(String text) {
    return Float.toString(Float.parseFloat(text));
  }
}
