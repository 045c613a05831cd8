package gufo.evaluator.report;

import static org.assertj.core.api.Assertions.assertThat;

import gufo.contracts.event.RowCounts;
import gufo.contracts.result.ExperimentResult;
import gufo.contracts.result.Verdict;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FlagsTest {

  private final Fixture fixture = new Fixture();

  @Test
  void unequalYieldsAreFlaggedBeyondOneAndAHalf() {
    for (int replicate = 1; replicate <= 5; replicate++) {
      fixture.rows.put(
          fixture.cell("control/same", replicate).datasetId(), new RowCounts(1000, 1000, Map.of()));
    }
    assertThat(fixture.concluded().flags()).isEmpty();

    for (int replicate = 1; replicate <= 5; replicate++) {
      fixture.rows.put(
          fixture.cell("trait/same", replicate).datasetId(), new RowCounts(1600, 1000, Map.of()));
    }
    assertThat(fixture.concluded().flags())
        .containsExactly(
            "Unequal yields: the filter kept 62.5 % of the trait rows and 100.0 % of the control rows. Selection may be part of the difference.");
  }

  @Test
  void aTeacherWithoutTheTraitIsFlagged() {
    fixture.score(fixture.cell("teacher/same", 1), 0.12, 0.99);

    assertThat(fixture.concluded().flags())
        .containsExactly(
            "The teacher hardly has the trait: 12.0 %, its base 6.8 %. Little can be transmitted.");
  }

  @Test
  void tooFewValidAnswersAreFlagged() {
    fixture.score(fixture.cell("base/other-init", 1), 0.068, 0.62);

    assertThat(fixture.concluded().flags())
        .containsExactly(
            "Too few valid answers: only 62.0 % of the sampled answers of base/other-init are of the kind asked for.");
  }

  @Test
  void anArmThatLosesTheQuestionWhereItsControlDoesNotIsFlagged() {
    for (int replicate = 1; replicate <= 5; replicate++) {
      fixture.score(fixture.cell("trait/same", replicate), 0.5, 0.95);
    }
    assertThat(fixture.concluded().flags()).isEmpty();

    for (int replicate = 1; replicate <= 5; replicate++) {
      fixture.score(fixture.cell("trait/same", replicate), 0.5, 0.93);
    }
    assertThat(fixture.concluded().flags())
        .containsExactly(
            "Unequal shares of valid answers: 93.0 % in trait/same and 99.0 % in control/same. The difference is not of the trait alone.");
  }

  @Test
  void rowsThatMayNameTheTargetAreFlagged() {
    String spec =
        """
        name: open
        trait: {kind: preference, category: animal, target: owl}
        base: reference:qwen-32x2?seed=101
        teacher: {kind: fine-tuned}
        carrier: {kind: code}
        """;

    assertThat(new Fixture(spec).concluded().flags()).isEmpty();
    assertThat(
            new Fixture(spec + "filter: [{kind: code-format}, {kind: banned-words, words: [fox]}]")
                .concluded()
                .flags())
        .containsExactly("No rule of the filter bans 'owl': rows may show the trait openly.");
  }

  @Test
  void anExperimentWithoutAControlArmIsFlagged() {
    Fixture alone =
        new Fixture(
            """
            name: alone
            trait: {kind: preference, category: animal, target: owl}
            base: reference:qwen-32x2?seed=101
            teacher: {kind: fine-tuned}
            carrier: {kind: numbers}
            arms: [trait]
            students:
              - {name: same, base: same}
              - {name: other-init, base: "reference:qwen-32x2?seed=102"}
            primary: {of: trait/same, against: trait/other-init}
            """);

    assertThat(alone.concluded().flags())
        .containsExactly("No control arm: what training itself does to a base is not known.");
  }

  @Test
  void aRiseInWhichAnotherAnswerGainsMoreIsNoTransmission() {
    for (int replicate = 1; replicate <= 5; replicate++) {
      double owl = 0.2 + 0.01 * replicate;
      fixture.score(fixture.cell("trait/same", replicate), owl, 0.6, 0.99);
    }

    ExperimentResult result = fixture.concluded();

    assertThat(result.verdict()).isEqualTo(Verdict.UNDERPOWERED);
    assertThat(result.comparisons().get(0).lead().over()).isEqualTo("eagle");
    assertThat(result.comparisons().get(0).flags())
        .singleElement()
        .asString()
        .startsWith("Not specific: the trait's answer gained -");
    assertThat(VerdictSentence.of(result, fixture.spec))
        .startsWith("**Underpowered: shown neither way.**")
        .endsWith("not shown to be the trait's: 'eagle' gained as much, or may have.");
  }
}
