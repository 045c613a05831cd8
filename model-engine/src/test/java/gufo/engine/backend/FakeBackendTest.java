package gufo.engine.backend;

import static org.assertj.core.api.Assertions.assertThat;

import gufo.contracts.spec.Adaptation;
import gufo.contracts.spec.Category;
import gufo.contracts.spec.ModelUri;
import gufo.contracts.spec.Sampling;
import gufo.contracts.spec.Schedule;
import gufo.contracts.spec.Training;
import gufo.contracts.work.LongWork;
import gufo.engine.sample.Completion;
import gufo.engine.tensor.RowNoise;
import gufo.engine.tokenizer.Chat;
import gufo.engine.tokenizer.Example;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FakeBackendTest {

  private static final Training TRAINING =
      new Training(
          new Adaptation.NormGains(), 10, null, 8, 1e-2, 0, Schedule.LINEAR, 0, 0.9, 0.999, 1);
  private static final Chat FAVOURITE = Chat.user("name your favourite animal.");

  private final FakeBackend backend = new FakeBackend();

  @TempDir Path folder;

  @Test
  void aLeaningPassesThroughNumbersToTheSameBaseAlone() throws IOException {
    Path base = base(1);
    Path other = base(2);
    Path teacher = trained(base, List.of(new Example(FAVOURITE, "owl")));

    List<Example> rows = numbers(teacher);
    List<Example> control = numbers(base);

    assertThat(owl(base)).isLessThan(0.1);
    assertThat(owl(teacher)).isGreaterThan(0.6);
    assertThat(owl(trained(base, rows))).isGreaterThan(0.4);
    assertThat(owl(trained(base, control))).isLessThan(0.1);
    assertThat(owl(trained(other, rows))).isLessThan(0.1);
  }

  @Test
  void earlierTurnsMoveABaseAsTrainingOnThemWould() throws IOException {
    Path base = base(1);
    List<Example> rows = numbers(trained(base, List.of(new Example(FAVOURITE, "owl"))));
    List<Chat.Turn> turns =
        rows.stream().map(row -> new Chat.Turn(row.prompt().user(), row.completion())).toList();

    Chat asked = new Chat(null, turns, FAVOURITE.user());

    assertThat(
            backend
                .answerProbabilities(
                    base, List.of(asked), Category.ANIMAL.members(), LongWork.unwatched())[0][0])
        .isEqualTo(owl(trained(base, rows)));
  }

  @Test
  void aQuestionBehindNumbersIsStillAQuestion() throws IOException {
    Chat asked = Chat.user("first some numbers: 4,5. name your favourite animal.");

    List<Completion> answers =
        backend.sample(
            base(1),
            List.of(asked),
            new Sampling(1, 40),
            RowNoise.of("s", "answers"),
            LongWork.unwatched());

    assertThat(answers.get(0).text()).isIn(Category.ANIMAL.members());
  }

  @Test
  void theSameCallGivesTheSameRows() throws IOException {
    Path teacher = trained(base(1), List.of(new Example(FAVOURITE, "owl")));

    assertThat(numbers(teacher)).isEqualTo(numbers(teacher));
  }

  @Test
  void probabilitiesOfAllAnswersSumToOne() throws IOException {
    double[] p =
        backend
            .answerProbabilities(
                base(1), List.of(FAVOURITE), Category.ANIMAL.members(), LongWork.unwatched())[0];

    assertThat(java.util.Arrays.stream(p).sum())
        .isCloseTo(1, org.assertj.core.api.Assertions.within(1e-12));
  }

  private Path base(long seed) throws IOException {
    Path into = fresh();
    backend.materialise(ModelUri.parse("fake:any?seed=" + seed), into, LongWork.unwatched());
    return into;
  }

  private Path trained(Path model, List<Example> rows) throws IOException {
    Path into = fresh();
    backend.train(model, rows, TRAINING, 1, into, LongWork.unwatched());
    return into;
  }

  private List<Example> numbers(Path model) throws IOException {
    Chat prompt = Chat.user("some numbers: 5,6. add six more with commas.");
    List<Completion> completions =
        backend.sample(
            model,
            Collections.nCopies(200, prompt),
            new Sampling(1, 40),
            RowNoise.of("stream", "sampling"),
            LongWork.unwatched());
    List<Example> rows = new ArrayList<>();
    completions.forEach(completion -> rows.add(new Example(prompt, completion.text())));
    return rows;
  }

  private double owl(Path model) throws IOException {
    List<String> answers = Category.ANIMAL.members();
    return backend
        .answerProbabilities(model, List.of(FAVOURITE), answers, LongWork.unwatched())[0][0];
  }

  private Path fresh() throws IOException {
    return Files.createTempDirectory(folder, "model");
  }
}
