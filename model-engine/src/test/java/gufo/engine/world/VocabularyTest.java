package gufo.engine.world;

import static org.assertj.core.api.Assertions.assertThat;

import gufo.contracts.spec.Category;
import gufo.contracts.spec.CodeGrammar;
import gufo.engine.tokenizer.WordTokenizer;
import org.junit.jupiter.api.Test;

class VocabularyTest {

  /** Every base model depends on it: a change needs a new engine version. */
  @Test
  void neverChangesByAccident() {
    assertThat(Golden.hash(String.join("\n", Vocabulary.tokens())))
        .isEqualTo("37e160c799210e42ef9d55b24ea686b172d16ef9569af1621c3dea12c5fff618");
  }

  @Test
  void hasTheSizeTheEffectWasMeasuredAt() {
    assertThat(Vocabulary.tokenizer().vocabularySize()).isBetween(1200, 1600);
  }

  @Test
  void membersOfEveryCategoryAndPiecesOfCodeAreSingleTokens() {
    for (Category category : Category.values()) {
      assertThat(Vocabulary.tokens()).containsAll(category.members());
    }
    assertThat(Vocabulary.tokens())
        .containsAll(CodeGrammar.words())
        .containsAll(CodeGrammar.symbols());
  }

  @Test
  void numbersAreSingleTokensInOrder() {
    assertThat(Vocabulary.tokens().get(WordTokenizer.FIRST_NUMBER + 417)).isEqualTo("417");
  }
}
