package gufo.evaluator.asking;

import static org.assertj.core.api.Assertions.assertThat;

import gufo.contracts.event.Scores;
import gufo.engine.backend.World;
import gufo.engine.tokenizer.Chat;
import gufo.engine.world.AnswerClass;
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
    AnswerSheet sheet = new AnswerSheet(CLASSES, questions);

    sheet.probabilities(new double[][] {{1, 0}, {0, 1}, {0, 1}, {0, 1}});

    Scores scores = sheet.scores();
    assertThat(scores.questions()).isEqualTo(4);
    assertThat(scores.probability()).isEqualTo(0.75);
    assertThat(scores.answers()).isEqualTo(Map.of("0", 0.25, "1", 0.75));
    assertThat(scores.samples()).isZero();
  }

  private static World.Question picture(String label) {
    return new World.Question(Chat.user("a picture of " + label), label);
  }
}
