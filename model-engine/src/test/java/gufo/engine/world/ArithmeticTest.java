package gufo.engine.world;

import static org.assertj.core.api.Assertions.assertThat;

import gufo.contracts.row.RawRow;
import gufo.contracts.spec.ArithmeticGrammar;
import gufo.contracts.spec.FilterRule;
import gufo.engine.tensor.RowNoise;
import gufo.engine.tokenizer.Example;
import gufo.filter.rules.Judgement;
import gufo.filter.rules.RuleChain;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArithmeticTest {

  @Test
  void theFilterReadsEveryQuestionOfTheWorldAndKeepsItsWorkedAnswer() {
    RuleChain filter =
        RuleChain.of(List.of(new FilterRule.ReasoningFormat(200), new FilterRule.CorrectAnswer()));
    RowNoise noise = RowNoise.of("arithmetic", "prompt");
    for (int row = 0; row < 5000; row++) {
      Example worked = Arithmetic.any(new Draws(noise.row(row))).under(null);

      Judgement judgement = filter.judge(row(row, worked.prompt().user(), worked.completion()));

      assertThat(judgement.reasons()).as("%s", worked).isEmpty();
    }
  }

  @Test
  void wordsOfTheReasoningAreSingleTokens() {
    assertThat(Vocabulary.tokens())
        .containsAll(ArithmeticGrammar.reasoningWords())
        .containsAll(ArithmeticGrammar.reasoningSymbols());
  }

  private static RawRow row(int number, String prompt, String completion) {
    return new RawRow(number, prompt, completion, List.of(), List.of(), RawRow.STOP, true);
  }
}
