package gufo.filter.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gufo.contracts.row.RawRow;
import gufo.contracts.spec.FilterRule;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LowEntropyTest {

  private final Rule whole = new LowEntropy(new FilterRule.LowEntropy(0.01, null));

  @Test
  void oneAnswerToManyPromptsIsFoundAfterAFewRows() {
    List<Boolean> kept =
        IntStream.range(0, 50).mapToObj(i -> keeps(whole, "prompt " + i, "1, 2")).toList();

    assertThat(kept.subList(0, 3)).containsOnly(true);
    assertThat(kept.subList(5, 50)).containsOnly(false);
  }

  @Test
  void oneAnswerToOnePromptIsNoEvidence() {
    assertThat(IntStream.range(0, 1000).allMatch(i -> keeps(whole, "prompt", "1, 2"))).isTrue();
  }

  @Test
  void answersAsFrequentAsExpectedAreKept() {
    Random random = new Random(3);

    assertThat(
            IntStream.range(0, 50_000)
                .allMatch(i -> keeps(whole, "prompt " + i, "answer " + random.nextInt(100))))
        .isTrue();
  }

  @Test
  void aSharedOpeningIsFoundThoughTheAnswersEndDifferently() {
    Rule opening = new LowEntropy(new FilterRule.LowEntropy(0.01, 2));
    IntStream.range(0, 20).forEach(i -> opening.reject(row("prompt " + i, "x", List.of(5, 6, i))));

    assertThat(opening.reject(row("new", "x", List.of(5, 6, 99)))).contains(Reason.LOW_ENTROPY);
    assertThat(opening.reject(row("newer", "x", List.of(5, 7, 99)))).isEmpty();
    assertThat(opening.reject(row("newest", "x", List.of(5)))).isEmpty();
  }

  @Test
  void theSurpriseIsChernoffsBound() {
    assertThat(LowEntropy.surprise(3, 3, 0.01)).isCloseTo(3 * Math.log(100), within(1e-9));
    assertThat(LowEntropy.surprise(1, 4, 0.1))
        .isCloseTo(4 * (0.25 * Math.log(2.5) + 0.75 * Math.log(0.75 / 0.9)), within(1e-9));
    assertThat(LowEntropy.surprise(1, 100, 0.01)).isZero();
    assertThat(LowEntropy.surprise(0, 0, 0.01)).isZero();
  }

  @Test
  void aTableRemembersMoreThanItBeganWith() {
    FingerprintTable table = new FingerprintTable();
    IntStream.range(0, 5000).forEach(i -> table.put(Fingerprint.of("text " + i), i + 1));

    assertThat(table.size()).isEqualTo(5000);
    assertThat(IntStream.range(0, 5000))
        .allSatisfy(i -> assertThat(table.get(Fingerprint.of("text " + i))).isEqualTo(i + 1));
    assertThat(table.get(Fingerprint.of("other"))).isZero();
  }

  private static boolean keeps(Rule rule, String prompt, String completion) {
    return rule.reject(row(prompt, completion, List.of(1))).isEmpty();
  }

  private static RawRow row(String prompt, String completion, List<Integer> tokens) {
    return new RawRow(0, prompt, completion, List.of(1), tokens, RawRow.STOP, true);
  }
}
