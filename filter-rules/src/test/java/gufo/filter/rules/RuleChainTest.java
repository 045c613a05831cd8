package gufo.filter.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gufo.contracts.row.FilteredRow;
import gufo.contracts.row.RawRow;
import gufo.contracts.spec.FilterRule;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RuleChainTest {

  private static final FilterRule NUMBERS = new FilterRule.NumbersFormat(3, 0, 999);
  private static final FilterRule WORDS = new FilterRule.BannedWords(List.of("owl"));

  private final RuleChain chain =
      RuleChain.of(List.of(NUMBERS, WORDS, new FilterRule.BannedNumbers(List.of(13))));

  @Test
  void aGoodRowIsKeptByEveryRule() {
    Judgement judgement = chain.judge(Rows.of("1, 2"));

    assertThat(judgement.kept()).isTrue();
    assertThat(judgement.firstReason()).isEmpty();
    assertThat(judgement.reasons()).isEmpty();
    assertThat(judgement.verdicts())
        .containsExactly(
            Map.entry("finish", "kept"),
            Map.entry("round-trip", "kept"),
            Map.entry("numbers-format", "kept"),
            Map.entry("banned-words", "kept"),
            Map.entry("banned-numbers", "kept"));
  }

  @Test
  void aBadRowKeepsEveryReasonInTheOrderOfTheRules() {
    Judgement judgement = chain.judge(Rows.row(4, "13 owls", RawRow.LENGTH, false));

    assertThat(judgement.kept()).isFalse();
    assertThat(judgement.firstReason()).contains(Reason.TRUNCATED);
    assertThat(judgement.reasons())
        .containsExactly(
            Reason.TRUNCATED,
            Reason.NOT_ROUND_TRIP,
            Reason.INVALID_FORMAT,
            Reason.BANNED_WORD,
            Reason.BANNED_NUMBER);
    assertThat(judgement.verdicts()).containsEntry("banned-words", "banned-word");
  }

  @Test
  void theFirstReasonFollowsTheOrderInTheSpec() {
    Judgement wordsFirst = RuleChain.of(List.of(WORDS, NUMBERS)).judge(Rows.of("owl"));

    assertThat(wordsFirst.firstReason()).contains(Reason.BANNED_WORD);
    assertThat(chain.judge(Rows.of("owl")).firstReason()).contains(Reason.INVALID_FORMAT);
  }

  @Test
  void withoutRulesOnlyWholeRowsPass() {
    RuleChain none = RuleChain.of(List.of());

    assertThat(none.judge(Rows.of("anything")).kept()).isTrue();
    assertThat(none.judge(Rows.row(0, "1", RawRow.LENGTH, true)).firstReason())
        .contains(Reason.TRUNCATED);
    assertThat(none.judge(Rows.row(0, "1", RawRow.STOP, false)).firstReason())
        .contains(Reason.NOT_ROUND_TRIP);
  }

  @Test
  void onlyAKeptRowMakesALaterOneADuplicate() {
    RuleChain once = RuleChain.of(List.of(new FilterRule.Duplicates(), NUMBERS));

    assertThat(once.judge(Rows.row(0, "1, 2", RawRow.LENGTH, true)).kept()).isFalse();
    assertThat(once.judge(Rows.of(1, "1, 2")).kept()).isTrue();
    assertThat(once.judge(Rows.of(2, "1, 2")).firstReason()).contains(Reason.DUPLICATE);
    assertThat(once.judge(Rows.of(3, "1,2")).kept()).isTrue();
    assertThat(once.judge(Rows.of(4, "owl")).firstReason()).contains(Reason.INVALID_FORMAT);
    assertThat(once.judge(Rows.of(5, "owl")).reasons()).doesNotContain(Reason.DUPLICATE);
  }

  @Test
  void eachDataSetRemembersItsOwnRows() {
    List<FilterRule> rules = List.of(new FilterRule.Duplicates());
    RuleChain one = RuleChain.of(rules);
    RuleChain other = RuleChain.of(rules);

    assertThat(one.judge(Rows.of("7")).kept()).isTrue();
    assertThat(other.judge(Rows.of("7")).kept()).isTrue();
  }

  @Test
  void twoRulesOfOneKindHaveTwoNames() {
    RuleChain two = RuleChain.of(List.of(WORDS, new FilterRule.BannedWords(List.of("fox")), WORDS));

    assertThat(two.ruleNames())
        .containsExactly(
            "finish", "round-trip", "banned-words", "banned-words#2", "banned-words#3");
    assertThat(two.judge(Rows.of("fox")).verdicts())
        .containsEntry("banned-words", "kept")
        .containsEntry("banned-words#2", "banned-word");
  }

  @Test
  void eachJudgeComparesItsOwnProbability() {
    RuleChain two = RuleChain.of(List.of(judge(0.5), NUMBERS, judge(0.2)));

    assertThat(two.judge(judged(0.49, 0.19)).kept()).isTrue();
    assertThat(two.judge(judged(0.5, 0.19)).verdicts())
        .containsEntry("judge", "judged")
        .containsEntry("judge#2", "kept");
    assertThat(two.judge(judged(0.3, 0.3)).verdicts())
        .containsEntry("judge", "kept")
        .containsEntry("judge#2", "judged");
  }

  @Test
  void aRowThatNoJudgeWasAskedAboutIsNotTakenForHarmless() {
    RuleChain two = RuleChain.of(List.of(judge(0.5), judge(0.5)));

    assertThatThrownBy(() -> two.judge(judged(0.1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("judge 2 is missing");
  }

  @Test
  void aRowThatDoesNotRoundTripGoesWithoutAJudge() {
    RuleChain judged = RuleChain.of(List.of(judge(0.5)));
    RawRow garbled = new RawRow(1, "go on", "?", List.of(1), List.of(2), RawRow.STOP, false);

    assertThat(judged.judge(garbled).verdicts())
        .containsEntry("round-trip", "not-round-trip")
        .containsEntry("judge", "kept");
  }

  private static FilterRule judge(double threshold) {
    return new FilterRule.Judge("fake:any", "{completion}", "owl", threshold);
  }

  private static RawRow judged(Double... probabilities) {
    return new RawRow(
        1, "go on", "1, 2", List.of(1), List.of(2), RawRow.STOP, true, List.of(probabilities));
  }

  @Test
  void everyKindOfRuleHasAName() {
    RuleChain all =
        RuleChain.of(
            List.of(
                NUMBERS,
                new FilterRule.CodeFormat(9),
                new FilterRule.ReasoningFormat(9),
                new FilterRule.CorrectAnswer(),
                WORDS,
                new FilterRule.BannedNumbers(List.of()),
                new FilterRule.Duplicates(),
                new FilterRule.Length(1, null, null, null),
                new FilterRule.SubSample(0.5, 1),
                new FilterRule.LowEntropy(0.01, null),
                new FilterRule.LogitsFormat(3),
                judge(0.5)));

    assertThat(all.ruleNames().subList(2, 14))
        .containsExactly(
            "numbers-format",
            "code-format",
            "reasoning-format",
            "correct-answer",
            "banned-words",
            "banned-numbers",
            "duplicates",
            "length",
            "sub-sample",
            "low-entropy",
            "logits-format",
            "judge");
    assertThat(FilterRule.class.getPermittedSubclasses()).hasSize(12);
  }

  @Test
  void theReasonsAreAClosedSet() {
    assertThat(Arrays.stream(Reason.values()).map(Reason::wireName))
        .containsExactlyInAnyOrder(
            "invalid-format",
            "too-many",
            "out-of-range",
            "unknown-question",
            "no-answer",
            "wrong-answer",
            "banned-number",
            "banned-word",
            "truncated",
            "not-round-trip",
            "duplicate",
            "too-short",
            "too-long",
            "not-sampled",
            "low-entropy",
            "judged");
  }

  @Test
  void verdictsMakeAFilteredRow() {
    RawRow raw = Rows.of("1, 2, owl");

    FilteredRow filtered = FilteredRow.of(raw, chain.judge(raw).verdicts());

    assertThat(filtered.kept()).isFalse();
    assertThat(filtered.raw()).isEqualTo(raw);
    assertThat(Optional.ofNullable(filtered.verdicts().get("numbers-format")))
        .contains("invalid-format");
  }
}
