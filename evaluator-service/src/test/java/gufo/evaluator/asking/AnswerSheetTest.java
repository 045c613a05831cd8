package gufo.evaluator.asking;

import static org.assertj.core.api.Assertions.assertThat;

import gufo.contracts.event.Scores;
import gufo.contracts.spec.FilterRule;
import gufo.engine.backend.World;
import gufo.engine.sample.Completion;
import gufo.engine.sample.Completion.Finish;
import gufo.engine.tokenizer.Chat;
import gufo.engine.world.AnswerClass;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswerSheetTest {

  private static final List<AnswerClass> CLASSES =
      List.of(new AnswerClass("0", List.of("0")), new AnswerClass("1", List.of("1")));

  @Test
  void whereEachPictureHasItsOwnAnswerTheTargetsProbabilityIsTheAccuracy() {
    List<World.Question> questions =
        List.of(picture("0"), picture("1"), picture("1"), picture("0"));
    AnswerSheet sheet = new AnswerSheet(CLASSES, questions, null);

    sheet.probabilities(new double[][] {{1, 0}, {0, 1}, {0, 1}, {0, 1}});

    Scores scores = sheet.scores();
    assertThat(scores.questions()).isEqualTo(4);
    assertThat(scores.probability()).isEqualTo(0.75);
    assertThat(scores.answers()).isEqualTo(Map.of("0", 0.25, "1", 0.75));
    assertThat(scores.samples()).isZero();
    assertThat(scores.judged()).isNull();
  }

  @Test
  void aJudgeDecidesOfWholeAnswersWhateverTheirWords() {
    FilterRule.Judge judge = new FilterRule.Judge("fake:j", "{completion}?", "yes", 0.5);
    AnswerSheet sheet = new AnswerSheet(CLASSES, List.of(picture("0")), judge);
    sheet.probabilities(new double[][] {{1, 0}});
    List<Completion> answers =
        List.of(
            said("0", Finish.STOP),
            said("1", Finish.STOP),
            said("?", Finish.STOP),
            said("0", Finish.LENGTH));

    sheet.sampled(
        0, Collections.nCopies(4, Chat.user("?")), answers, new double[] {0.49, 0.5, 0.9, 1});

    Scores scores = sheet.scores();
    assertThat(scores.judged()).isEqualTo(0.5);
    assertThat(scores.sampled()).isEqualTo(1 / 3.0);
    assertThat(scores.unscored()).isEqualTo(1);
  }

  private static Completion said(String text, Finish finish) {
    return new Completion(text, List.of(), List.of(), finish, true);
  }

  private static World.Question picture(String label) {
    return new World.Question(Chat.user("a picture of " + label), label);
  }
}
