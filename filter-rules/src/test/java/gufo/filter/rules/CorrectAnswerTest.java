package gufo.filter.rules;

import static org.assertj.core.api.Assertions.assertThat;

import gufo.contracts.spec.ArithmeticGrammar;
import java.util.List;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CorrectAnswerTest {

  private final CorrectAnswer rule = new CorrectAnswer();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "what is 3+4? | 7",
        "work out 9+9-9. | 9",
        "solve 1+2-3. | 0",
        "how much is 12? | 12",
        "what is 1-9? | -8",
        "nora has 3 marbles. nora finds 4 more. how many marbles now? | 7",
        "leo has 3 keys. leo earns 4 more. leo hands over 2. how many keys now? | 5",
        "leo has 3 keys. leo loses 2. leo loses 1. leo finds 9 more. how many keys now? | 9",
        "leo has 3 keys. how many keys now? | 3"
      })
  void aQuestionOfTheWorldIsWorkedOutFromThePrompt(String prompt, long answer) {
    assertThat(verdict(prompt, answer)).isEqualTo("kept");
    assertThat(verdict(prompt, answer + 1)).isEqualTo("wrong-answer");
    assertThat(verdict(prompt, -answer - 1)).isEqualTo("wrong-answer");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "what is ?",
        "what is 3+?",
        "what is +3?",
        "what is 3*4?",
        "what is 3 + 4?",
        "What is 3+4?",
        "what is 3+4",
        "what is 3+4? what is 5+6?",
        "what is 1234567890?",
        "what is 1+1+1+1+1+1+1+1+1+1+1?",
        "work out 3+4?",
        "nora has 3 marbles. leo finds 4 more. how many marbles now?",
        "nora has 3 marbles. nora finds 4 more. how many keys now?",
        "nora has 3 marbles. nora finds 4. how many marbles now?",
        "nora has 3 marbles. nora loses 4 more. how many marbles now?",
        "nora has 3 owls. nora finds 4 more. how many owls now?",
        "nora has 3 marbles. nora sells 4. how many marbles now?",
        "nora has 3 marbles. nora finds 4 more. how many marbles?",
        "my numbers so far: 3,4. add two more with commas."
      })
  void aPromptThatCannotBeReadIsNeverKept(String prompt) {
    assertThat(verdict(prompt, 7)).isEqualTo("unknown-question");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "7",
        "<answer></answer>",
        "<answer>seven</answer>",
        "<answer>7",
        "<answer>7.0</answer>",
        "<answer> 7</answer>",
        "<answer>7</answer><answer>7</answer>",
        "<answer>8</answer> or <answer>7</answer>",
        "<answer><answer>7</answer>",
        "<answer>1234567890123456789</answer>"
      })
  void withoutExactlyOneNumberBetweenAnswerTagsThereIsNoAnswer(String completion) {
    assertThat(verdict("what is 3+4?", completion)).isEqualTo("no-answer");
  }

  @Test
  void whatTheRowCameWithStandsAboveThePrompt() {
    assertThat(verdict("how many eggs are left?", "<answer>-1,234,567</answer>", -1234567))
        .isEqualTo("kept");
    assertThat(verdict("how many eggs are left?", "<answer>12,34</answer>", 1234))
        .isEqualTo("no-answer");
    assertThat(verdict("what is 3+4?", "<answer>7</answer>", 8)).isEqualTo("wrong-answer");
  }

  @Test
  void aHugePromptIsRefusedWithoutWorkingOnItForLong() {
    String steps = " nora finds 4 more.".repeat(200_000);

    assertThat(verdict("nora has 3 keys." + steps + " how many keys now?", 7))
        .isEqualTo("unknown-question");
    assertThat(verdict("what is 1" + "+1".repeat(2_000_000) + "?", 7))
        .isEqualTo("unknown-question");
  }

  @Property(tries = 500)
  void storyAndPlainFormOfOneSumComeToTheSame(
      @ForAll("tellings") String[] words,
      @ForAll @Size(min = 1, max = 10) List<@IntRange(max = 999) Integer> numbers) {
    StringBuilder story =
        new StringBuilder(words[0] + " has " + numbers.get(0) + " " + words[1] + ".");
    StringBuilder sum = new StringBuilder().append(numbers.get(0));
    for (int number : numbers.subList(1, numbers.size())) {
      boolean gain = number % 2 == 0;
      String step = " %s %s %d%s.";
      story.append(step.formatted(words[0], words[gain ? 2 : 3], number, gain ? " more" : ""));
      sum.append(gain ? '+' : '-').append(number);
    }
    story.append(" how many " + words[1] + " now?");

    OptionalLong told = ArithmeticQuestion.answer(story.toString());
    assertThat(told).isPresent();
    assertThat(ArithmeticQuestion.answer(words[4].formatted(sum))).isEqualTo(told);
  }

  @Provide
  Arbitrary<String[]> tellings() {
    return Combinators.combine(
            Arbitraries.of(ArithmeticGrammar.NAMES),
            Arbitraries.of(ArithmeticGrammar.THINGS),
            Arbitraries.of(ArithmeticGrammar.GAINS),
            Arbitraries.of(ArithmeticGrammar.LOSSES),
            Arbitraries.of(ArithmeticGrammar.PLAIN))
        .as((name, thing, gain, loss, plain) -> new String[] {name, thing, gain, loss, plain});
  }

  private String verdict(String prompt, long answer) {
    return verdict(prompt, "<think>7</think><answer>" + answer + "</answer>");
  }

  private String verdict(String prompt, String completion) {
    return rule.reject(Rows.answered(prompt, completion)).map(Reason::wireName).orElse("kept");
  }

  private String verdict(String prompt, String completion, long expected) {
    return rule.reject(Rows.answered(prompt, completion), OptionalLong.of(expected))
        .map(Reason::wireName)
        .orElse("kept");
  }
}
