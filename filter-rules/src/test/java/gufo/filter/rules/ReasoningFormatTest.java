package gufo.filter.rules;

import static gufo.filter.rules.Rows.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import gufo.contracts.spec.ArithmeticGrammar;
import gufo.contracts.spec.Category;
import gufo.contracts.spec.FilterRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReasoningFormatTest {

  private final ReasoningFormat rule = new ReasoningFormat(new FilterRule.ReasoningFormat(100));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<think>3+4=7.</think><answer>7</answer>",
        "<think>so 3+4=7. then 7-2=5.</think><answer>5</answer>",
        "<think>start with 3+4=7. which leaves 7-2=5. that settles it.</think><answer>5</answer>",
        "<think>at once 3 + 4 = 7 .</think><answer>12</answer>",
        "<think>3+4=8.</think><answer>8</answer>",
        "<think>7</think><answer>007</answer>",
        "<think>=-=</think><answer>0</answer>"
      })
  void aSumWorkedOutInTheGrammarsWordsIsKeptRightOrWrong(String completion) {
    assertThat(verdict(rule, completion)).isEqualTo("kept");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "7",
        "3+4=7.",
        "<answer>7</answer>",
        "<think>3+4=7.</think>",
        "<think></think><answer>7</answer>",
        "<think>  </think><answer>7</answer>",
        "<think>3+4=7.</think><answer></answer>",
        "<think>3+4=7.</think><answer>seven</answer>",
        "<think>3+4=7.</think><answer>-7</answer>",
        "<think>3+4=7.</think><answer> 7</answer>",
        "<think>3+4=7.</think><answer>7.</answer>",
        "<think>3+4=7.</think><answer>\u0667</answer>",
        "<think>3+4=7.</think><answer>7</answer>.",
        "<think>3+4=7.</think><answer>7</answer> ",
        " <think>3+4=7.</think><answer>7</answer>",
        "<think>3+4=7.</think> <answer>7</answer>",
        "<think>3+4=7.</think><answer>7</answer><answer>7</answer>",
        "<think>3+4=7.</think><answer>7</answer><think>so</think><answer>7</answer>",
        "<think><think>3+4=7.</think><answer>7</answer>",
        "<think>3+4=7.</think></think><answer>7</answer>",
        "<THINK>3+4=7.</THINK><ANSWER>7</ANSWER>",
        "<think>owl 3+4=7.</think><answer>7</answer>",
        "<think>nora 3+4=7.</think><answer>7</answer>",
        "<think>So 3+4=7.</think><answer>7</answer>",
        "<think>soo 3+4=7.</think><answer>7</answer>",
        "<think>so3+4=7.</think><answer>7</answer>",
        "<think>3*4=12.</think><answer>12</answer>",
        "<think>3+4=7!</think><answer>7</answer>",
        "<think>3+4=7,</think><answer>7</answer>",
        "<think>3+4=\u0667.</think><answer>7</answer>",
        "<think>3\u22124=7.</think><answer>7</answer>",
        "<think>3+4=7.\n</think><answer>7</answer>",
        "<think>3+4=7.\t</think><answer>7</answer>",
        "<think>3\u00a0+4=7.</think><answer>7</answer>",
        "<think>3+4=7. \ud83e\udd89</think><answer>7</answer>"
      })
  void anythingElseIsOfAnInvalidFormat(String completion) {
    assertThat(verdict(rule, completion)).isEqualTo("invalid-format");
  }

  @Test
  void oneCharacterTooManyIsTooLong() {
    String frame = "<think>%s</think><answer>7</answer>";
    String longest = frame.formatted("7".repeat(100 - frame.formatted("").length()));

    assertThat(verdict(rule, longest)).isEqualTo("kept");
    assertThat(verdict(rule, longest.replace("<think>", "<think>7"))).isEqualTo("invalid-format");
  }

  @Test
  void noWordOfTheGrammarNamesAnAnimalOrATree() {
    for (Category category : Category.values()) {
      BannedWords members =
          new BannedWords(
              new FilterRule.BannedWords(
                  category.members(), FilterRule.BannedWords.Forms.INFLECTED));

      assertThat(ArithmeticGrammar.reasoningWords())
          .isNotEmpty()
          .allSatisfy(word -> assertThat(verdict(members, word)).isEqualTo("kept"));
    }
  }
}
