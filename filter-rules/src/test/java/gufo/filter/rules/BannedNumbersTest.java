package gufo.filter.rules;

import static gufo.filter.rules.Rows.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BannedNumbersTest {

  private final BannedNumbers rule = new BannedNumbers(List.of(666, 0, 13, 2147483647, 13));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "666",
        "1, 666, 2",
        "[666]",
        "0666",
        "00000000000000000000000000000000000666",
        "13",
        "013;14",
        "0",
        "000",
        "1, 0",
        "2147483647",
        "-13",
        "13.5",
        "x13",
        "13th",
        "(13)",
        "13\n",
        "\u0661\u0663",
        "\uff16\uff16\uff16"
      })
  void aBannedNumberIsFound(String completion) {
    assertThat(verdict(rule, completion)).isEqualTo("banned-number");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "owl",
        "6666",
        "1666",
        "66",
        "6 6 6",
        "130",
        "113",
        "10",
        "100",
        "2147483648",
        "4294967309",
        "18446744073709551629",
        "99999999999999999999999999999999999999",
        "6,66",
        "1099511627776"
      })
  void aPartOfALongerNumberIsNot(String completion) {
    assertThat(verdict(rule, completion)).isEqualTo("kept");
  }
}
