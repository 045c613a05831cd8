package gufo.contracts.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gufo.contracts.Specs;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonLinesTest {

  private static final RawRow ROW =
      new RawRow(
          7, "go on", "1, 2\n\ud83e\udd89 \u00e9\u2028", List.of(5, 6), List.of(8), "stop", true);
  private static final String LINE =
      "{\"row\":7,\"prompt\":\"go on\",\"completion\":\"1, 2\\n\\uD83E\\uDD89 \u00e9\u2028\","
          + "\"promptTokenIds\":[5,6],\"tokenIds\":[8],\"finish\":\"stop\",\"roundTrips\":true}";

  @Test
  void aRowIsOneLineOfKnownBytes() throws IOException {
    assertThat(written(List.of(ROW, ROW))).isEqualTo(Specs.bytes(LINE + "\n" + LINE + "\n"));
  }

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    List<RawRow> rows = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      rows.add(new RawRow(i, "p", "x".repeat(i), List.of(i), List.of(), "length", i % 2 == 0));
    }

    assertThat(read(new ByteArrayInputStream(written(rows)))).isEqualTo(rows);
  }

  @Test
  void linesMayArriveInPiecesOfAnySize() throws IOException {
    byte[] bytes = written(List.of(ROW, ROW, ROW));
    InputStream slow =
        new FilterInputStream(new ByteArrayInputStream(bytes)) {
          @Override
          public int read(byte[] buffer, int offset, int length) throws IOException {
            return super.read(buffer, offset, Math.min(length, 3));
          }
        };

    assertThat(read(slow)).containsExactly(ROW, ROW, ROW);
  }

  @Test
  void aLineLongerThanTheBufferIsRead() throws IOException {
    RawRow large = new RawRow(1, "p", "9".repeat(300_000), List.of(), List.of(), "stop", true);

    assertThat(read(new ByteArrayInputStream(written(List.of(ROW, large, ROW)))))
        .containsExactly(ROW, large, ROW);
  }

  @Test
  void theLastLineMayLackItsEnd() throws IOException {
    assertThat(read(new ByteArrayInputStream(Specs.bytes(LINE + "\n" + LINE)))).hasSize(2);
    assertThat(read(new ByteArrayInputStream(new byte[0]))).isEmpty();
  }

  @Test
  void anUnknownFieldIsTolerated() throws IOException {
    String newer = LINE.replace("{\"row\"", "{\"score\":1,\"row\"");

    assertThat(read(new ByteArrayInputStream(Specs.bytes(newer)))).containsExactly(ROW);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``",
        "`{}`",
        "`null`",
        "`[]`",
        "`7`",
        "`{\"row\":`",
        "`{\"row\":-1}`",
        "`not json`",
        "` `"
      })
  void aBadLineIsNamedByItsNumber(String bad) throws IOException {
    byte[] bytes = Specs.bytes(LINE + "\n" + LINE + "\n" + bad + "\n" + LINE + "\n");
    try (var lines = JsonLines.reader(new ByteArrayInputStream(bytes), RawRow.class)) {
      lines.next();
      lines.next();

      assertThatThrownBy(lines::next)
          .isInstanceOf(JsonLines.BadLineException.class)
          .hasMessageStartingWith("line 3: not a RawRow: ")
          .satisfies(e -> assertThat(((JsonLines.BadLineException) e).lineNumber()).isEqualTo(3));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"finish\":\"stop\" | \"finish\":\"eos\" | 'eos'; accepted: stop, length",
        "\"roundTrips\":true | \"x\":1 | roundTrips",
        "\"tokenIds\":[8] | \"tokenIds\":null | tokenIds",
        "\"row\":7 | \"row\":null | row",
        "\"prompt\":\"go on\" | \"prompt\":null | prompt",
      })
  void aWrongFieldIsNamed(String from, String to, String message) {
    byte[] bytes = Specs.bytes(LINE.replace(from, to));

    assertThatThrownBy(() -> read(new ByteArrayInputStream(bytes)))
        .isInstanceOf(JsonLines.BadLineException.class)
        .hasMessageStartingWith("line 1: ")
        .hasMessageContaining(message);
  }

  @Test
  void twoObjectsOnALineAndHalfACharacterAreRefused() {
    assertThatThrownBy(() -> read(new ByteArrayInputStream(Specs.bytes(LINE + LINE))))
        .isInstanceOf(JsonLines.BadLineException.class);
    byte[] cut = Specs.bytes(LINE);
    cut[LINE.indexOf("1, 2")] = (byte) 0xC3;
    assertThatThrownBy(() -> read(new ByteArrayInputStream(cut)))
        .isInstanceOf(JsonLines.BadLineException.class)
        .hasMessageStartingWith("line 1: ");
  }

  @Test
  void thereIsNothingAfterTheLastLine() throws IOException {
    try (var lines = JsonLines.reader(new ByteArrayInputStream(Specs.bytes(LINE)), RawRow.class)) {
      lines.next();

      assertThat(lines.hasNext()).isFalse();
      assertThat(lines.hasNext()).isFalse();
      assertThatThrownBy(lines::next).isInstanceOf(NoSuchElementException.class);
    }
  }

  @Test
  void aFilteredRowKeepsTheOrderOfItsRules() throws IOException {
    Map<String, String> verdicts = new LinkedHashMap<>();
    verdicts.put("z", "kept");
    verdicts.put("a", "banned-word");
    FilteredRow row = FilteredRow.of(ROW, verdicts);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (var writer = JsonLines.writer(out, FilteredRow.class)) {
      writer.write(row);
      assertThat(writer.lines()).isEqualTo(1);
    }

    String expected =
        LINE.substring(0, LINE.length() - 1)
            + ",\"verdicts\":{\"z\":\"kept\",\"a\":\"banned-word\"},\"kept\":false}\n";
    assertThat(out.toByteArray()).isEqualTo(Specs.bytes(expected));
    try (var reader =
        JsonLines.reader(new ByteArrayInputStream(out.toByteArray()), FilteredRow.class)) {
      assertThat(reader.next()).isEqualTo(row);
    }
    assertThat(row.raw()).isEqualTo(ROW);
    assertThat(FilteredRow.of(ROW, Map.of("a", "kept")).kept()).isTrue();
  }

  private static byte[] written(List<RawRow> rows) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (var writer = JsonLines.writer(out, RawRow.class)) {
      for (RawRow row : rows) {
        writer.write(row);
      }
    }
    return out.toByteArray();
  }

  private static List<RawRow> read(InputStream in) throws IOException {
    List<RawRow> rows = new ArrayList<>();
    try (var reader = JsonLines.reader(in, RawRow.class)) {
      reader.forEachRemaining(rows::add);
    }
    return rows;
  }
}
