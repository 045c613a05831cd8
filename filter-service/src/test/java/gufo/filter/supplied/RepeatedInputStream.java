package gufo.filter.supplied;

import java.io.InputStream;

/** The same bytes over and over, without holding them more than once. */
final class RepeatedInputStream extends InputStream {

  private final byte[] bytes;
  private final long length;
  private long at;

  RepeatedInputStream(byte[] bytes, long times) {
    this.bytes = bytes;
    this.length = bytes.length * times;
  }

  @Override
  public int read() {
    return at == length ? -1 : bytes[(int) (at++ % bytes.length)] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int count) {
    if (at == length) {
      return -1;
    }
    int start = (int) (at % bytes.length);
    int copied = Math.min(count, bytes.length - start);
    System.arraycopy(bytes, start, into, offset, copied);
    at += copied;
    return copied;
  }
}
