package gufo.contracts.row;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import gufo.contracts.id.Json;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Rows as files of one JSON object a line, UTF-8, each line ended by one {@code \n}. The same rows
 * give the same bytes, so a file's sha256 names its content.
 */
public final class JsonLines {

  private JsonLines() {}

  /** Reads values of {@code type}, one a line; closing the reader closes {@code in}. */
  public static <T> Reader<T> reader(InputStream in, Class<T> type) {
    return new Reader<>(in, type);
  }

  /** Writes values, one a line; closing the writer closes {@code out}. */
  public static <T> Writer<T> writer(OutputStream out, Class<T> type) {
    return new Writer<>(out, type);
  }

  /** A line is no JSON object of the wanted type. The message begins with the line's number. */
  public static final class BadLineException extends UncheckedIOException {
    private final long lineNumber;

    BadLineException(long lineNumber, String reason, IOException cause) {
      super("line " + lineNumber + ": " + reason, cause);
      this.lineNumber = lineNumber;
    }

    /** From 1. */
    public long lineNumber() {
      return lineNumber;
    }
  }

  /** The values of a file, one after the other; never more than one in memory. */
  public static final class Reader<T> implements Iterator<T>, Closeable {
    private final LineSplitter lines;
    private final ObjectReader json;
    private final String wanted;
    private boolean ahead;
    private boolean ended;

    private Reader(InputStream in, Class<T> type) {
      this.lines = new LineSplitter(in);
      this.json =
          Json.mapper().readerFor(type).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
      this.wanted = type.getSimpleName();
    }

    @Override
    public boolean hasNext() {
      if (!ahead && !ended) {
        try {
          ahead = lines.advance();
        } catch (IOException e) {
          throw new BadLineException(
              lines.lineNumber() + 1, "cannot be read: " + e.getMessage(), e);
        }
        ended = !ahead;
      }
      return ahead;
    }

    /**
     * @throws BadLineException when the next line is not a {@code T}
     */
    @Override
    public T next() {
      if (!hasNext()) {
        throw new NoSuchElementException("no line after " + lines.lineNumber());
      }
      ahead = false;
      try {
        T value = json.readValue(lines.buffer(), lines.start(), lines.length());
        if (value == null) {
          throw new IOException("null");
        }
        return value;
      } catch (JsonProcessingException e) {
        throw new BadLineException(
            lines.lineNumber(), "not a " + wanted + ": " + field(e) + e.getOriginalMessage(), e);
      } catch (IOException e) {
        throw new BadLineException(
            lines.lineNumber(), "not a " + wanted + ": " + e.getMessage(), e);
      }
    }

    private static String field(JsonProcessingException e) {
      return e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()
          ? mapping.getPath().get(0).getFieldName() + ": "
          : "";
    }

    /** Lines read so far, the one last returned included. */
    public long lineNumber() {
      return lines.lineNumber();
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }

  /** Appends values to a file. */
  public static final class Writer<T> implements Closeable {
    private final OutputStream out;
    private final ObjectWriter json;
    private long lines;

    private Writer(OutputStream out, Class<T> type) {
      this.out = new BufferedOutputStream(out, 1 << 16);
      this.json =
          Json.mapper().writerFor(type).without(SerializationFeature.FLUSH_AFTER_WRITE_VALUE);
    }

    public void write(T value) throws IOException {
      out.write(json.writeValueAsBytes(value));
      out.write('\n');
      lines++;
    }

    /** Lines written so far. */
    public long lines() {
      return lines;
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
