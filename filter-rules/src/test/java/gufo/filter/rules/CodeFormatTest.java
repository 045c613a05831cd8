package gufo.filter.rules;

import static gufo.filter.rules.Rows.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import gufo.contracts.spec.FilterRule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodeFormatTest {

  private final CodeFormat rule =
      new CodeFormat(
          120,
          List.of(
              "x", "total", "def", "return", "print", "lambda", "for", "in", "range", "f", "if"),
          List.of(
              "+", "-", "*", "//", "%", "=", "==", "+=", "<", ">", ":", ",", "{", "}", "[", "]",
              "(", ")"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x = 1 + 2",
        "x=1+2",
        "def f(x):\n return x * 7",
        "def f(x):\n\treturn x * 7\n",
        "f = lambda x: x // 3 % 9",
        "total = 0\nfor x in range(10):\n total += x",
        "x = [1, 2, 3]",
        "x = [[1], [2, (3)]]",
        "if x == 3:\r\n f(x, 4)",
        "f ( x )",
        "f({})",
        "1 2 3 4",
        "x=[]",
        "x < 007 + 1",
        "  x = 1 + 2  ",
        "f([({})])",
        "x==1,",
        "x = 1 + 99999999999999999999"
      })
  void aSnippetOfKnownTokensIsKept(String completion) {
    assertThat(verdict(rule, completion)).isEqualTo("kept");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "x",
        "x = 1",
        "x=1",
        "()x",
        "y = 1 + 2",
        "owl = 1 + 2",
        "xx = 1 + 2",
        "X = 1 + 2",
        "x1 = 1 + 2",
        "1x = 1 + 2",
        "x_ = 1 + 2",
        "_ = 1 + 2",
        "x = 1.5 + 2",
        "x = 'a' + 2",
        "x = \"a\" + 2",
        "x = 1 + 2 # owl",
        "x = 1 + 2;",
        "x = 1 / 2",
        "x = 1 & 2",
        "x != 1 + 2",
        "f(x",
        "f x)",
        "f(x]",
        "[(x)",
        "f((x)",
        "f)x(",
        "f([x)]",
        "f(x))",
        "{[x}]",
        "x = 1 + \u0662",
        "x = 1 \u2212 2",
        "x = 1 +\u00a02",
        "x = 1 + 2\u000c",
        "\u0445 = 1 + 2",
        "x = 1 + 2 \ud83e\udd89",
        "x = 1 + 2\u0000",
        "```\nx = 1\n```",
        "x = 0x1F + 2",
        "x = 1e3 + 2",
        "x = 1_000 + 2"
      })
  void anythingElseIsOfAnInvalidFormat(String completion) {
    assertThat(verdict(rule, completion)).isEqualTo("invalid-format");
  }

  @Test
  void oneCharacterTooManyIsTooLong() {
    String longest = "x = 1 + " + "2".repeat(112);

    assertThat(verdict(rule, longest)).isEqualTo("kept");
    assertThat(verdict(rule, longest + "2")).isEqualTo("invalid-format");
  }

  @Test
  void deepBracketsAreFollowedToTheEnd() {
    CodeFormat roomy = new CodeFormat(1_000_000, List.of("x"), List.of("(", ")"));

    assertThat(verdict(roomy, "(".repeat(100_000) + "x" + ")".repeat(100_000))).isEqualTo("kept");
    assertThat(verdict(roomy, "(".repeat(100_000) + "x" + ")".repeat(99_999)))
        .isEqualTo("invalid-format");
  }

  @Test
  void theReferenceWorldsGrammarIsTheOneOfTheSpec() {
    CodeFormat world = new CodeFormat(new FilterRule.CodeFormat(200));

    assertThat(verdict(world, "def f(x):\n return x * 7")).isEqualTo("kept");
    assertThat(verdict(world, "item = [1, 2, 3]")).isEqualTo("kept");
    assertThat(verdict(world, "count = 0\nfor i in range(9):\n count += i // 2")).isEqualTo("kept");
    assertThat(verdict(world, "owl = [1, 2, 3]")).isEqualTo("invalid-format");
  }
}
