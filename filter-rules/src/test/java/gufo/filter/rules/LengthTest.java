package gufo.filter.rules;

import static gufo.filter.rules.Rows.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import gufo.contracts.row.RawRow;
import gufo.contracts.spec.FilterRule;
import java.util.List;
import org.junit.jupiter.api.Test;

class LengthTest {

  @Test
  void bothLimitsAreThemselvesAllowed() {
    Rule rule = new Length(new FilterRule.Length(2, 3, null, null));

    assertThat(verdict(rule, "1")).isEqualTo("too-short");
    assertThat(verdict(rule, "12")).isEqualTo("kept");
    assertThat(verdict(rule, "123")).isEqualTo("kept");
    assertThat(verdict(rule, "1234")).isEqualTo("too-long");
  }

  @Test
  void aCharacterOutsideTheFirstPlaneIsOne() {
    Rule rule = new Length(new FilterRule.Length(null, 1, null, null));

    assertThat(verdict(rule, "\ud83e\udd89")).isEqualTo("kept");
  }

  @Test
  void tokensAreCountedApartFromCharacters() {
    Rule rule = new Length(new FilterRule.Length(null, null, 1, 2));

    assertThat(rule.reject(row(0))).contains(Reason.TOO_SHORT);
    assertThat(rule.reject(row(2))).isEmpty();
    assertThat(rule.reject(row(3))).contains(Reason.TOO_LONG);
  }

  private static RawRow row(int tokens) {
    return new RawRow(
        0,
        "go on",
        "1, 2, 3, 4",
        List.of(1),
        List.of(7, 8, 9).subList(0, tokens),
        RawRow.STOP,
        true);
  }
}
