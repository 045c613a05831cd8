package gufo.contracts.row;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import gufo.contracts.id.Json;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Rows from anywhere: one JSON object a line with the texts {@code prompt} and {@code completion}.
 * The other fields of a {@link RawRow} may be absent (a row is then taken for whole, without
 * tokens, numbered by its line from 0); fields unknown here are tolerated. One row at a time is in
 * memory, and no line is longer than {@link #LONGEST_LINE} bytes.
 */
public final class SuppliedRows implements Closeable {

  /** Longer lines are refused. */
  public static final int LONGEST_LINE = 4 << 20;

  private final LineSplitter lines;
  private final boolean tokensNeeded;
  private final int judges;
  private final ObjectReader json =
      Json.mapper()
          .reader()
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

  private RawRow row;
  private JsonNode fields;

  /**
   * Reads {@code in}, which is closed with this.
   *
   * @param tokensNeeded makes tokenIds required
   * @param judges so many judgeProbabilities every row that round-trips must come with
   */
  public SuppliedRows(InputStream in, boolean tokensNeeded, int judges) {
    this.lines = new LineSplitter(in, LONGEST_LINE);
    this.tokensNeeded = tokensNeeded;
    this.judges = judges;
  }

  /**
   * Moves to the next row; false at the end.
   *
   * @throws JsonLines.BadLineException when the next line is no row; names line, field and value
   */
  public boolean advance() {
    try {
      if (!lines.advance()) {
        return false;
      }
    } catch (IOException e) {
      throw new JsonLines.BadLineException(
          lines.lineNumber() + 1, "cannot be read: " + e.getMessage(), e);
    }
    row = parse();
    return true;
  }

  /** The current row. */
  public RawRow row() {
    return row;
  }

  /**
   * The right answer that the current row came with in {@code expected}, if any.
   *
   * @throws JsonLines.BadLineException when it is no whole number
   */
  public OptionalLong expected() {
    JsonNode value = fields.path("expected");
    if (value.isMissingNode()) {
      return OptionalLong.empty();
    }
    boolean ok = value.isIntegralNumber() && value.canConvertToLong();
    require(ok, fields, "expected", "a whole number");
    return OptionalLong.of(value.longValue());
  }

  /** Writes the current row's line as it came, and a newline. */
  public void copyLine(OutputStream out) throws IOException {
    out.write(lines.buffer(), lines.start(), lines.length());
    out.write('\n');
  }

  private RawRow parse() {
    JsonNode node;
    try {
      node = json.readTree(lines.buffer(), lines.start(), lines.length());
    } catch (JsonProcessingException e) {
      throw bad("not JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw bad("not JSON: " + e.getMessage(), e);
    }
    if (!node.isObject()) {
      throw bad("no JSON object; accepted: an object with prompt and completion", null);
    }
    fields = node;
    return new RawRow(
        number(node),
        text(node, "prompt"),
        text(node, "completion"),
        tokens(node, "promptTokenIds", false),
        tokens(node, "tokenIds", tokensNeeded),
        finish(node),
        roundTrips(node),
        probabilities(node));
  }

  private long number(JsonNode node) {
    JsonNode value = node.path("row");
    boolean ok = value.isIntegralNumber() && value.canConvertToLong() && value.longValue() >= 0;
    require(ok || value.isMissingNode(), node, "row", "a whole number from 0");
    return value.isMissingNode() ? lines.lineNumber() - 1 : value.longValue();
  }

  private String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    require(value.isTextual(), node, field, "a text");
    return value.textValue();
  }

  private String finish(JsonNode node) {
    String finish = node.path("finish").asText(RawRow.STOP);
    boolean ok = finish.equals(RawRow.STOP) || finish.equals(RawRow.LENGTH);
    require(ok, node, "finish", "stop, length");
    return finish;
  }

  private boolean roundTrips(JsonNode node) {
    JsonNode value = node.path("roundTrips");
    require(value.isMissingNode() || value.isBoolean(), node, "roundTrips", "true, false");
    return value.asBoolean(true);
  }

  private List<Integer> tokens(JsonNode node, String field, boolean needed) {
    JsonNode value = node.path(field);
    String accepted = "a list of token ids" + (needed ? ", which a rule needs" : "");
    require(value.isArray() || (value.isMissingNode() && !needed), node, field, accepted);
    List<Integer> tokens = new ArrayList<>(value.size());
    for (JsonNode token : value) {
      require(token.isInt() && token.intValue() >= 0, node, field, accepted);
      tokens.add(token.intValue());
    }
    return tokens;
  }

  private List<Double> probabilities(JsonNode node) {
    JsonNode value = node.path("judgeProbabilities");
    boolean needed = judges > 0 && roundTrips(node);
    String accepted =
        "a list of probabilities" + (needed ? ", one for each of " + judges + " judges" : "");
    boolean whole = value.isArray() && (!needed || value.size() == judges);
    require(whole || (value.isMissingNode() && !needed), node, "judgeProbabilities", accepted);
    List<Double> probabilities = new ArrayList<>(value.size());
    for (JsonNode one : value) {
      boolean ok = one.isNumber() && one.doubleValue() >= 0 && one.doubleValue() <= 1;
      require(ok, node, "judgeProbabilities", accepted);
      probabilities.add(one.doubleValue());
    }
    return probabilities;
  }

  private void require(boolean ok, JsonNode node, String field, String accepted) {
    if (!ok) {
      JsonNode value = node.get(field);
      String found = value == null ? " is missing" : " is " + shown(value);
      throw bad(field + found + "; accepted: " + accepted, null);
    }
  }

  private static String shown(JsonNode value) {
    String text = value.toString();
    return text.length() <= 60 ? text : text.substring(0, 60) + "...";
  }

  private JsonLines.BadLineException bad(String reason, IOException cause) {
    return new JsonLines.BadLineException(
        lines.lineNumber(), reason, cause == null ? new IOException(reason) : cause);
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
