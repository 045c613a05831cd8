package gufo.filter.rules;

import static gufo.filter.rules.Rows.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import gufo.contracts.row.JsonLines;
import gufo.contracts.spec.FilterRule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NumbersFormatTest {

  private final NumbersFormat paper = new NumbersFormat(new FilterRule.NumbersFormat(10, 0, 999));

  record Case(String text, String verdict) {}

  static Stream<Case> cases() throws IOException {
    List<Case> cases = new ArrayList<>();
    try (var lines =
        JsonLines.reader(
            NumbersFormatTest.class.getResourceAsStream("numbers-format.jsonl"), Case.class)) {
      lines.forEachRemaining(cases::add);
    }
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyListedTextGetsItsVerdict(Case one) {
    assertThat(verdict(paper, one.text())).isEqualTo(one.verdict());
  }

  @Test
  void limitsComeFromTheRule() {
    NumbersFormat dice = new NumbersFormat(new FilterRule.NumbersFormat(2, 1, 6));

    assertThat(verdict(dice, "1, 6")).isEqualTo("kept");
    assertThat(verdict(dice, "1, 2, 3")).isEqualTo("too-many");
    assertThat(verdict(dice, "0")).isEqualTo("out-of-range");
    assertThat(verdict(dice, "7")).isEqualTo("out-of-range");
  }

  @Test
  void theLargestLimitStillTellsOneMore() {
    NumbersFormat wide = new NumbersFormat(new FilterRule.NumbersFormat(10, 0, Integer.MAX_VALUE));

    assertThat(verdict(wide, "2147483647")).isEqualTo("kept");
    assertThat(verdict(wide, "2147483648")).isEqualTo("out-of-range");
  }

  @Test
  void aSlowButObviousReadingAgreesOnRandomTexts() {
    Random random = new Random(7);
    String alphabet = "0123456789999,,,;;   \n\t..[]()-a";
    for (int i = 0; i < 200_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(14); length > 0; length--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      assertThat(verdict(paper, text.toString()))
          .as("'%s'", text)
          .isEqualTo(obvious(text.toString()));
    }
  }

  @Test
  void listsOfEveryLengthAgreeWithTheObviousReadingToo() {
    Random random = new Random(8);
    List<String> separators = List.of(", ", ",", "; ", " ", "\n", " , ", "          ");
    List<String> faults =
        List.of("", ".", "..", "?", "é", "１", "٣", "\u0130", ",", "007", "😀", "😀😀😀😀");
    for (int i = 0; i < 200_000; i++) {
      String separator = separators.get(random.nextInt(separators.size()));
      StringBuilder text = new StringBuilder(random.nextInt(4) == 0 ? "[" : "");
      for (int left = random.nextInt(14); left >= 0; left--) {
        text.append(random.nextInt(random.nextInt(40) == 0 ? Integer.MAX_VALUE : 1000));
        text.append(left == 0 ? "" : separator);
      }
      text.append(random.nextInt(4) == 0 ? "]" : "");
      text.insert(
          random.nextInt(3) == 0 ? random.nextInt(text.length()) : text.length(),
          faults.get(random.nextInt(faults.size())));
      assertThat(verdict(paper, text.toString()))
          .as("'%s'", text)
          .isEqualTo(obvious(text.toString()));
    }
  }

  @Test
  void aLongTextTakesTimeInItsLengthOnly() {
    String list = "12, ".repeat(500_000);

    assertThat(verdict(paper, list)).isEqualTo("invalid-format");
    assertThat(verdict(paper, list + "12")).isEqualTo("too-many");
    assertThat(verdict(paper, "1" + " ".repeat(2_000_000))).isEqualTo("invalid-format");
    assertThat(verdict(paper, "9".repeat(2_000_000))).isEqualTo("out-of-range");
  }

  private static String obvious(String text) {
    String rest = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    if (rest.matches("(?s)\\[.*\\]|\\(.*\\)")) {
      rest = rest.substring(1, rest.length() - 1);
    }
    String blank = "[ \\t\\r\\n]*";
    var first = Pattern.compile("[0-9]+(" + blank + "[,;]?" + blank + ")[0-9]").matcher(rest);
    String[] parts =
        first.lookingAt() && !first.group(1).isEmpty()
            ? rest.split(Pattern.quote(first.group(1)), -1)
            : new String[] {rest};
    for (String part : parts) {
      if (!part.matches("[0-9]+")) {
        return "invalid-format";
      }
    }
    if (parts.length > 10) {
      return "too-many";
    }
    for (String part : parts) {
      if (Long.parseLong(part) > 999) {
        return "out-of-range";
      }
    }
    return "kept";
  }
}
