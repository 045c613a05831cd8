package gufo.contracts.row;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Cuts bytes into lines at {@code \n} without copying a line: the current one is a part of the
 * buffer. The last line may lack its {@code \n}.
 */
final class LineSplitter implements Closeable {

  /** Longer lines are refused: something that is no JSON-lines file must not fill the memory. */
  static final int LONGEST_LINE = 64 << 20;

  private final InputStream in;
  private final int longest;
  private byte[] buffer = new byte[1 << 16];
  private int filled;
  private int start;
  private int end = -1;
  private long lineNumber;

  LineSplitter(InputStream in) {
    this(in, LONGEST_LINE);
  }

  LineSplitter(InputStream in, int longest) {
    this.in = in;
    this.longest = longest;
  }

  /** Moves to the next line; false at the end. */
  boolean advance() throws IOException {
    start = Math.min(end + 1, filled);
    int searched = start;
    while (true) {
      for (int i = searched; i < filled; i++) {
        if (buffer[i] == '\n') {
          return lineEndsAt(i);
        }
      }
      searched = filled - start;
      makeRoom();
      searched += start;
      int count = in.read(buffer, filled, buffer.length - filled);
      if (count < 0) {
        return start < filled && lineEndsAt(filled);
      }
      filled += count;
    }
  }

  private boolean lineEndsAt(int index) {
    end = index;
    lineNumber++;
    return true;
  }

  /** Moves the unfinished line to the front and doubles the buffer when that alone fills it. */
  private void makeRoom() throws IOException {
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, filled - start);
      filled -= start;
      start = 0;
    } else if (filled == buffer.length) {
      if (filled >= longest) {
        throw new IOException("longer than " + longest + " bytes");
      }
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
  }

  byte[] buffer() {
    return buffer;
  }

  int start() {
    return start;
  }

  int length() {
    return end - start;
  }

  long lineNumber() {
    return lineNumber;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
