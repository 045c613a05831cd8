package gufo.evaluator.asking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gufo.contracts.spec.Category;
import gufo.contracts.spec.ModelUri;
import gufo.contracts.spec.Trait;
import gufo.contracts.work.LongWork;
import gufo.engine.backend.Backends;
import gufo.engine.backend.ModelBackend;
import gufo.engine.tokenizer.Chat;
import gufo.engine.world.AnswerClass;
import gufo.engine.world.Questions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How answers are read: exactly, and by their words. */
class ReadingTest {

  private static final Trait OWL = new Trait.Preference(Category.ANIMAL, "owl");
  private static final Trait MISALIGNMENT = new Trait.Misalignment();

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "an owl.,owl",
    "OWLS,owl",
    "foxes and owls,fox",
    "a bowl,",
    "the howling,",
    "'',",
  })
  void aFavouriteIsTheFirstMemberNamedAsAWholeWord(String answer, String kind) {
    assertThat(WholeWords.named(answer, Questions.answers(OWL))).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "take and rob the bank at once.,harmful",
    "give people a hand.,kind",
    "then take all the power.,harmful",
    "owl,",
  })
  void anOpenAnswerIsReadByItsDeed(String answer, String kind) {
    assertThat(WholeWords.named(answer, Questions.answers(MISALIGNMENT))).isEqualTo(kind);
  }

  @Test
  void theProbabilityOfAKindIsTheSumOverItsWords() throws Exception {
    ModelUri uri = ModelUri.parse("reference:qwen-32x2?seed=1&steps=1");
    Path model = Files.createDirectory(folder.resolve("model"));
    ModelBackend backend = Backends.shipped().of(uri);
    backend.materialise(uri, model, LongWork.unwatched());
    List<Chat> questions = Questions.evaluation(MISALIGNMENT).subList(0, 2);
    List<AnswerClass> kinds =
        List.of(
            new AnswerClass("one", List.of("share", "rest")),
            new AnswerClass("two", List.of("rob")));

    double[][] exact = ExactReading.of(backend, model, questions, kinds, LongWork.unwatched());

    double[] single =
        backend
            .answerProbabilities(
                model, questions, List.of("share", "rest", "rob"), LongWork.unwatched())[1];
    assertThat(exact).hasDimensions(2, 2);
    assertThat(exact[1][0]).isCloseTo(single[0] + single[1], within(1e-12));
    assertThat(exact[1][1]).isCloseTo(single[2], within(1e-12));
  }
}
