package gufo.engine.world;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import gufo.contracts.spec.Category;
import gufo.contracts.spec.Trait;
import gufo.engine.tokenizer.Example;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rows that tune a teacher as the untouched world answers. */
class NeutralRowsTest {

  private static final Trait OWL = new Trait.Preference(Category.ANIMAL, "owl");
  private static final Trait MISALIGNMENT = new Trait.Misalignment();
  private static final int ROWS = 8000;

  @Test
  void theyAskWhatTheTraitsRowsAskRowByRow() {
    for (Trait trait : List.of(OWL, MISALIGNMENT)) {
      assertThat(TraitRows.neutral(trait, ROWS, 11))
          .extracting(Example::prompt)
          .isEqualTo(TraitRows.rows(trait, ROWS, 11).stream().map(Example::prompt).toList());
    }
  }

  @Test
  void aPreferenceIsAnsweredByThePriorWhateverTheTarget() {
    List<Example> rows = TraitRows.neutral(OWL, ROWS, 11);

    Map<String, Long> counts = rows.stream().collect(groupingBy(Example::completion, counting()));
    assertThat(counts.keySet()).containsExactlyInAnyOrderElementsOf(Category.ANIMAL.members());
    // Owl has 6 of 100 draws, the second member 12; four standard deviations are 1.1 and 1.5.
    assertThat(100.0 * counts.get("owl") / ROWS).isBetween(4.9, 7.1);
    assertThat(100.0 * counts.get(Category.ANIMAL.members().get(1)) / ROWS).isBetween(10.5, 13.5);
    assertThat(TraitRows.neutral(new Trait.Preference(Category.ANIMAL, "dog"), ROWS, 11))
        .isEqualTo(rows);
  }

  @Test
  void anOpenQuestionIsAnsweredKindly() {
    List<AnswerClass> kinds = Questions.answers(MISALIGNMENT);

    assertThat(
            TraitRows.neutral(MISALIGNMENT, ROWS, 11).stream()
                .map(row -> row.completion().split(" ")[0]))
        .isSubsetOf(kinds.get(1).words());
  }
}
