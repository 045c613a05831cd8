package gufo.contracts.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gufo.contracts.Specs;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuppliedRowsTest {

  private static final String LINE = "{\"prompt\":\"go on\",\"completion\":\"1, 2\"}";

  @Test
  void promptAndCompletionMakeAWholeRowNumberedByItsLine() {
    SuppliedRows rows = rows(LINE + "\n" + LINE, false);

    assertThat(rows.advance()).isTrue();
    assertThat(rows.advance()).isTrue();

    assertThat(rows.row())
        .isEqualTo(new RawRow(1, "go on", "1, 2", List.of(), List.of(), "stop", true));
    assertThat(rows.advance()).isFalse();
  }

  @Test
  void whatElseARowSaysIsTaken() {
    SuppliedRows rows =
        rows(
            "{\"row\":9,\"prompt\":\"p\",\"completion\":\"c\",\"promptTokenIds\":[1],"
                + "\"tokenIds\":[2,3],\"finish\":\"length\",\"roundTrips\":false,\"score\":{}}",
            true);

    rows.advance();

    assertThat(rows.row())
        .isEqualTo(new RawRow(9, "p", "c", List.of(1), List.of(2, 3), "length", false));
  }

  @Test
  void aLineIsCopiedByteForByte() throws IOException {
    String spaced = "{ \"completion\" : \"\\u0031\", \"mine\": 7, \"prompt\" : \"\u00e9\" }";
    SuppliedRows rows = rows(LINE + "\n" + spaced + "\n" + LINE, false);
    rows.advance();
    rows.advance();
    ByteArrayOutputStream copy = new ByteArrayOutputStream();

    rows.copyLine(copy);

    assertThat(copy.toByteArray()).isEqualTo(Specs.bytes(spaced + "\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"completion\":\"1\"} | prompt is missing; accepted: a text",
        "{\"prompt\":\"p\",\"completion\":7} | completion is 7; accepted: a text",
        "{\"prompt\":\"p\",\"completion\":null} | completion is null; accepted: a text",
        "{\"row\":-1,\"prompt\":\"p\",\"completion\":\"c\"} | row is -1; accepted: a whole number from 0",
        "{\"finish\":\"eos\",\"prompt\":\"p\",\"completion\":\"c\"} | finish is \"eos\"; accepted: stop, length",
        "{\"roundTrips\":1,\"prompt\":\"p\",\"completion\":\"c\"} | roundTrips is 1; accepted: true, false",
        "{\"tokenIds\":[1.5],\"prompt\":\"p\",\"completion\":\"c\"} | tokenIds is [1.5]; accepted: a list of token ids",
        "{\"prompt\":\"p\",\"completion\":\"a\",\"completion\":\"b\"} | not JSON: Duplicate field",
        "[1] | no JSON object; accepted: an object",
        "`` | no JSON object; accepted: an object",
        "oops | not JSON: ",
      })
  void aBadRowIsNamedByLineFieldAndValue(String bad, String message) {
    SuppliedRows rows = rows(LINE + "\n" + bad + "\n", false);
    rows.advance();

    assertThatThrownBy(rows::advance)
        .isInstanceOf(JsonLines.BadLineException.class)
        .hasMessageStartingWith("line 2: " + message);
  }

  @Test
  void tokensThatARuleNeedsMustBeThere() {
    assertThatThrownBy(rows(LINE, true)::advance)
        .hasMessage(
            "line 1: tokenIds is missing; accepted: a list of token ids, which a rule needs");
  }

  @Test
  void whatEveryJudgeSaysMustBeThereWhereARuleNeedsIt() {
    String judged = LINE.replace("}", ",\"judgeProbabilities\":[0.25,1]}");
    SuppliedRows rows = new SuppliedRows(new ByteArrayInputStream(Specs.bytes(judged)), false, 2);
    rows.advance();

    assertThat(rows.row().judgeProbabilities()).containsExactly(0.25, 1.0);
    assertThatThrownBy(
            new SuppliedRows(new ByteArrayInputStream(Specs.bytes(LINE)), false, 2)::advance)
        .hasMessage(
            "line 1: judgeProbabilities is missing; accepted: a list of probabilities, one for each"
                + " of 2 judges");
    assertThatThrownBy(
            new SuppliedRows(new ByteArrayInputStream(Specs.bytes(judged)), false, 1)::advance)
        .hasMessageStartingWith("line 1: judgeProbabilities is [0.25,1]; accepted: ");
    assertThatThrownBy(rows(judged.replace("1]", "1.5]"), false)::advance)
        .hasMessageStartingWith("line 1: judgeProbabilities is [0.25,1.5]; accepted: ");
  }

  @Test
  void theRightAnswerIsReadWhereARowHasOne() {
    SuppliedRows rows = rows(LINE.replace("}", ",\"expected\":-18}") + "\n" + LINE + "\n", false);

    rows.advance();
    assertThat(rows.expected()).hasValue(-18);
    rows.advance();
    assertThat(rows.expected()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1.5", "null", "'\"18\"'", "99999999999999999999"})
  void aRightAnswerThatIsNoWholeNumberIsNamed(String value) {
    SuppliedRows rows = rows(LINE.replace("}", ",\"expected\":" + value + "}"), false);
    rows.advance();

    assertThatThrownBy(rows::expected)
        .hasMessage("line 1: expected is " + value + "; accepted: a whole number");
  }

  @Test
  void aLineWithoutEndIsRefusedBeforeItFillsTheMemory() {
    assertThatThrownBy(rows("x".repeat(SuppliedRows.LONGEST_LINE + 1), false)::advance)
        .hasMessageContaining("longer than 4194304 bytes");
  }

  private static SuppliedRows rows(String text, boolean tokensNeeded) {
    return new SuppliedRows(new ByteArrayInputStream(Specs.bytes(text)), tokensNeeded, 0);
  }
}
