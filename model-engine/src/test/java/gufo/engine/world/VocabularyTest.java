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
        .isEqualTo("25b5e8b1571d9a2fdb8777877a2e979dd211c2c1ceb2ac6369bfb37c1768fda5");
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
