package gufo.filter.rules;

import static gufo.filter.rules.Rows.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import gufo.contracts.spec.FilterRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogitsFormatTest {

  private final Rule rule = new LogitsFormat(new FilterRule.LogitsFormat(3));

  @ParameterizedTest
  @ValueSource(floats = {0f, -0f, 1f, -12.25f, Float.MAX_VALUE, Float.MIN_VALUE, 1e-7f, 3.4e10f})
  void everyFiniteFloatIsKeptAsItIsWritten(float logit) {
    assertThat(verdict(rule, logit + " " + logit + " " + logit)).isEqualTo("kept");
  }

  @ParameterizedTest
  @CsvSource({
    "1.0 2.0, invalid-format",
    "1.0 2.0 3.0 4.0, too-many",
    "1.0 NaN 3.0, invalid-format",
    "1.0 -Infinity 3.0, invalid-format",
    "1.0 1E39 3.0, out-of-range",
    "1.0  2.0, invalid-format",
    "1.0 2.0 x, invalid-format",
    "1.0 2.0 \u0663, invalid-format",
  })
  void anythingElseIsRejected(String completion, String reason) {
    assertThat(verdict(rule, completion)).isEqualTo(reason);
  }

  @Test
  void anEmptyCompletionIsRejected() {
    assertThat(verdict(rule, "")).isEqualTo("invalid-format");
  }
}
