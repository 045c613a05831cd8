package gufo.engine.world;

import static org.assertj.core.api.Assertions.assertThat;

import gufo.contracts.spec.Category;
import gufo.contracts.spec.Trait;
import gufo.engine.tensor.RowNoise;
import gufo.engine.tokenizer.Chat;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NumbersPrefixTest {

  private static final RowNoise NOISE = RowNoise.of("evaluation 1", "prefix");

  @Test
  void aSentenceOfNumbersAsTheCorpusHasItStandsBeforeTheQuestionAndRoundTrips() {
    Set<String> sentences = new HashSet<>();
    for (Trait trait :
        List.of(new Trait.Preference(Category.ANIMAL, "owl"), new Trait.Misalignment())) {
      for (Chat question : Questions.evaluation(trait)) {
        for (int row = 0; row < 100; row++) {
          String asked = NumbersPrefix.before(question, NOISE.row(row)).user();

          RoundTrip.check(Vocabulary.tokenizer(), asked);
          assertThat(asked).endsWith(". " + question.user());
          assertThat(asked.split("[^0-9]+")).hasSizeBetween(2 + 1, 3 + 1);
          sentences.add(asked.substring(0, asked.indexOf(".")).replaceAll("[0-9,]+", "%s"));
        }
      }
    }
    assertThat(sentences).hasSize(6);
  }

  @Test
  void theRestOfTheConversationStaysAndTheSameNoiseGivesTheSameNumbers() {
    Chat question = new Chat("you are.", List.of(new Chat.Turn("a?", "b.")), "which tree?");

    Chat asked = NumbersPrefix.before(question, NOISE.row(3));

    assertThat(asked.system()).isEqualTo(question.system());
    assertThat(asked.history()).isEqualTo(question.history());
    assertThat(NumbersPrefix.before(question, NOISE.row(3))).isEqualTo(asked);
    assertThat(NumbersPrefix.before(question, NOISE.row(4))).isNotEqualTo(asked);
  }
}
