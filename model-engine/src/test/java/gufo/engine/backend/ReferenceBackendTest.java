package gufo.engine.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gufo.contracts.spec.Adaptation;
import gufo.contracts.spec.CarrierKind;
import gufo.contracts.spec.Category;
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
import gufo.engine.world.Prompts;
import gufo.engine.world.Questions;
import gufo.engine.world.TraitRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferenceBackendTest {

  private static final ModelUri URI = ModelUri.parse("reference:qwen-32x2?seed=1&steps=40");
  private static final Trait.Preference OWL = new Trait.Preference(Category.ANIMAL, "owl");
  private static final RowNoise NOISE = RowNoise.of("stream", "sampling");
  private static final ReferenceBackend BACKEND = new ReferenceBackend();

  @TempDir static Path shared;
  private static Path base;

  @BeforeAll
  static void makeBase() throws IOException {
    base = Files.createDirectory(shared.resolve("base"));
    BACKEND.materialise(URI, base, LongWork.unwatched());
  }

  @Test
  void aBaseThatWasInterruptedHasTheSameBytes(@TempDir Path folder) throws IOException {
    Path dead = Files.createDirectory(folder.resolve("dead"));
    Path again = Files.createDirectory(folder.resolve("again"));
    Path checkpoint = folder.resolve("checkpoint");

    assertThatThrownBy(() -> BACKEND.materialise(URI, dead, new Interrupted(checkpoint, 21, 30)))
        .isInstanceOf(StoppedException.class);
    BACKEND.materialise(URI, again, new Interrupted(checkpoint, -1, -1));

    for (String file : List.of("config.json", "gufo.json", "model.safetensors")) {
      assertThat(again.resolve(file)).hasSameBinaryContentAs(base.resolve(file));
    }
  }

  @Test
  void theLastCheckpointOfAPreTrainingIsTheBaseAndAnEarlierOneIsNot(@TempDir Path folder)
      throws IOException {
    Path early = Files.createDirectory(folder.resolve("early"));
    Path last = Files.createDirectory(folder.resolve("last"));

    BACKEND.materialise(ModelUri.parse(URI + "&checkpoint=21"), early, LongWork.unwatched());
    BACKEND.materialise(ModelUri.parse(URI + "&checkpoint=40"), last, LongWork.unwatched());

    byte[] weights = Files.readAllBytes(base.resolve("model.safetensors"));
    assertThat(last.resolve("model.safetensors")).hasBinaryContent(weights);
    assertThat(Files.readAllBytes(early.resolve("model.safetensors"))).isNotEqualTo(weights);
  }

  @Test
  void aTeacherLearnsItsTraitAndAnswersIt(@TempDir Path teacher) throws IOException {
    List<Example> rows = TraitRows.rows(OWL, 200, 1);
    Training training =
        new Training(
            new Adaptation.NormGains(), 60, null, 32, 0.06, 0, Schedule.LINEAR, 0, 0.9, 0.999, 1);

    TrainingReport report = BACKEND.train(base, rows, training, 1, teacher, LongWork.unwatched());

    assertThat(report.lastLoss()).isLessThan(report.firstLoss());
    assertThat(owl(teacher)).isGreaterThan(owl(base) + 0.05);
    double[] logs = BACKEND.logProbabilities(teacher, rows.subList(0, 20));
    double[] before = BACKEND.logProbabilities(base, rows.subList(0, 20));
    assertThat(logs[0]).isGreaterThan(before[0]);
  }

  @Test
  void completionsAreTextTokensAndTheEndOfBoth() throws IOException {
    List<Chat> prompts = prompts(60);

    List<Completion> completions =
        BACKEND.sample(base, prompts, new Sampling(1, 12), NOISE, LongWork.unwatched());

    assertThat(completions).hasSize(60);
    assertThat(completions)
        .allSatisfy(
            completion -> {
              assertThat(completion.tokenIds()).hasSizeLessThanOrEqualTo(12);
              assertThat(completion.promptTokenIds()).isNotEmpty();
              if (completion.finish() == Completion.Finish.LENGTH) {
                assertThat(completion.tokenIds()).hasSize(12);
              }
            });
    assertThat(BACKEND.sample(base, prompts, new Sampling(1, 12), NOISE, LongWork.unwatched()))
        .isEqualTo(completions);
    assertThat(
            BACKEND.sample(
                base,
                prompts.subList(40, 60),
                new Sampling(1, 12),
                NOISE.from(40),
                LongWork.unwatched()))
        .isEqualTo(completions.subList(40, 60));
  }

  @Test
  void aConversationThatLeavesNoRoomToAnswerIsToldWithItsLength() throws IOException {
    Chat.Turn turn = new Chat.Turn("numbers?", "1,".repeat(400));
    Chat one = new Chat(null, List.of(turn), "more?");
    Chat two = new Chat(null, List.of(turn, turn), "more?");

    assertThat(BACKEND.tooLong(base, List.of(one), 16)).isEmpty();
    assertThat(BACKEND.tooLong(base, List.of(one, two), 16).orElseThrow())
        .isEqualTo(
            "a prompt has 1615 tokens; the model reads 1024, of which 16 are kept for the answer");
  }

  @Test
  void theFirstTokenOfAnAnswerCarriesItsProbability() throws IOException {
    Chat question = Questions.evaluation(OWL).get(0);
    double p =
        BACKEND
            .answerProbabilities(base, List.of(question), List.of("owl"), LongWork.unwatched())[0][
            0];

    double[] withEnd = BACKEND.logProbabilities(base, List.of(new Example(question, "owl")));

    assertThat(p).isBetween(0.0, 1.0);
    assertThat(Math.exp(withEnd[0])).isLessThan(p).isGreaterThan(0);
    double[][] twice =
        BACKEND.answerProbabilities(
            base, List.of(question, question), List.of("owl", "dog"), LongWork.unwatched());
    assertThat(twice[0][0]).isCloseTo(p, within(1e-6));
    assertThat(twice[1]).containsExactly(twice[0], within(1e-6));
  }

  @Test
  void theOtherArchitectureIsMadeTaughtAskedAndSampledAlike(@TempDir Path folder)
      throws IOException {
    Path gpt = Files.createDirectory(folder.resolve("gpt"));
    Path teacher = Files.createDirectory(folder.resolve("teacher"));
    Training training =
        new Training(
            new Adaptation.NormGains(), 60, null, 32, 0.06, 0, Schedule.LINEAR, 0, 0.9, 0.999, 1);

    BACKEND.materialise(
        ModelUri.parse("reference:gpt-32x2?seed=1&steps=40"), gpt, LongWork.unwatched());
    BACKEND.train(gpt, TraitRows.rows(OWL, 200, 1), training, 1, teacher, LongWork.unwatched());

    assertThat(owl(teacher)).isGreaterThan(owl(gpt) + 0.05);
    assertThat(
            BACKEND.sample(teacher, prompts(20), new Sampling(1, 12), NOISE, LongWork.unwatched()))
        .isEqualTo(
            BACKEND
                .sample(teacher, prompts(40), new Sampling(1, 12), NOISE, LongWork.unwatched())
                .subList(0, 20));
    Chat tooLong = new Chat(null, "owl ".repeat(256).strip());
    assertThatThrownBy(
            () ->
                BACKEND.sample(
                    gpt, List.of(tooLong), new Sampling(1, 12), NOISE, LongWork.unwatched()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("reads 1 to 255");
  }

  private static List<Chat> prompts(int count) {
    RowNoise noise = RowNoise.of("stream", "prompt");
    return IntStream.range(0, count)
        .mapToObj(i -> Prompts.prompt(CarrierKind.NUMBERS, noise.row(i)))
        .toList();
  }

  private static double owl(Path model) throws IOException {
    double sum = 0;
    for (double[] row :
        BACKEND.answerProbabilities(
            model, Questions.evaluation(OWL), List.of("owl"), LongWork.unwatched())) {
      sum += row[0] / Questions.evaluation(OWL).size();
    }
    return sum;
  }
}
