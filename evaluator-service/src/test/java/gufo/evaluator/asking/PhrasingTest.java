package gufo.evaluator.asking;

import static org.assertj.core.api.Assertions.assertThat;

import gufo.contracts.plan.Recipe;
import gufo.contracts.row.FilteredRow;
import gufo.contracts.spec.Category;
import gufo.contracts.spec.Evaluation;
import gufo.contracts.spec.Sampling;
import gufo.contracts.spec.Trait;
import gufo.engine.tokenizer.Chat;
import gufo.engine.world.Questions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PhrasingTest {

  private static final Trait OWL = new Trait.Preference(Category.ANIMAL, "owl");
  private static final List<Chat> QUESTIONS = Questions.evaluation(OWL);
  private static final int SAMPLES = 3;

  @Test
  void withoutAnythingElseTheQuestionsAreAskedAsTheyAre() {
    Phrasing plain = new Phrasing(evaluation(null, 1, "model"), QUESTIONS, null, List.of());

    assertThat(plain.exact()).isEqualTo(QUESTIONS);
    assertThat(plain.sampled()).hasSize(QUESTIONS.size() * SAMPLES);
    assertThat(plain.sampled().subList(0, SAMPLES)).containsOnly(QUESTIONS.get(0));
  }

  @Test
  void everyQuestionStandsUnderTheSystemPromptAndBehindTheRowsInTheirOrder() {
    Phrasing given =
        new Phrasing(
            evaluation(null, 1, "model"),
            QUESTIONS,
            "You are.",
            List.of(row("a?", "1,2"), row("b?", "3")));

    assertThat(given.everything())
        .hasSize(QUESTIONS.size() * (1 + SAMPLES))
        .allSatisfy(
            chat -> {
              assertThat(chat.system()).isEqualTo("You are.");
              assertThat(chat.history())
                  .containsExactly(new Chat.Turn("a?", "1,2"), new Chat.Turn("b?", "3"));
            });
  }

  @Test
  void everyQuestionAndEverySampleIsAskedBehindNumbersOfItsOwn() {
    Phrasing prefixed = new Phrasing(evaluation(true, 1, "model"), QUESTIONS, null, List.of());

    List<String> exact = prefixed.exact().stream().map(Chat::user).toList();
    List<String> sampled = prefixed.sampled().stream().map(Chat::user).toList();

    assertThat(prefixes(exact, 1)).doesNotHaveDuplicates();
    assertThat(prefixes(sampled, SAMPLES)).doesNotHaveDuplicates();
  }

  @Test
  void allModelsOfAnExperimentAreAskedBehindTheSameNumbersAndOtherSeedsBehindOthers() {
    List<Chat> asked =
        new Phrasing(evaluation(true, 1, "one"), QUESTIONS, null, List.of()).everything();

    assertThat(new Phrasing(evaluation(true, 1, "two"), QUESTIONS, null, List.of()).everything())
        .isEqualTo(asked);
    assertThat(new Phrasing(evaluation(true, 2, "one"), QUESTIONS, null, List.of()).everything())
        .doesNotContainAnyElementsOf(asked);
  }

  /** What stands before the questions, each of which is asked {@code times} times in a row. */
  private static List<String> prefixes(List<String> asked, int times) {
    List<String> prefixes = new ArrayList<>();
    for (int i = 0; i < asked.size(); i++) {
      String question = QUESTIONS.get(i / times).user();
      assertThat(asked.get(i)).endsWith(" " + question).matches("[^0-9]+[0-9,]+\\. .*");
      prefixes.add(asked.get(i).substring(0, asked.get(i).length() - question.length()));
    }
    return prefixes;
  }

  private static Recipe.Evaluation evaluation(Boolean numbersPrefix, long seed, String model) {
    Evaluation asking = new Evaluation(SAMPLES, new Sampling(1, 8), numbersPrefix, null);
    return new Recipe.Evaluation(1, model, OWL, asking, seed, null, null);
  }

  private static FilteredRow row(String prompt, String completion) {
    return new FilteredRow(
        0, prompt, completion, List.of(), List.of(), "stop", true, List.of(), Map.of(), true);
  }
}
