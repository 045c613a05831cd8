package gufo.filter.rules;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A text of 8 to 64 characters, looked at eight at a time in a {@code long} ("SIMD within a
 * register"): where its digits lie, without a branch that depends on them. Characters outside
 * Latin-1 are question marks here, a pair of surrogates a single one.
 */
final class Octets {

  static final int EIGHT = Long.BYTES;
  static final int MOST = Long.SIZE;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] text;

  Octets(String text) {
    this.text = text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Less than the text's where it has surrogates. */
  int length() {
    return text.length;
  }

  /** Eight characters from {@code at}, the first one lowest; zeros after the end. */
  long from(int at) {
    int inside = Math.min(at, text.length - EIGHT);
    return (long) LONGS.get(text, inside) >>> (at - inside) * Byte.SIZE;
  }

  /** Bit i is set where character {@code start + i} is a digit. */
  long digits(int start, int end) {
    long digits = 0;
    for (int at = start; at < end; at += Long.BYTES) {
      digits |= digits(from(at)) << at - start;
    }
    return digits & first(end - start);
  }

  /** A bit a character. A character less '0' is a digit where adding 118 does not reach 128. */
  private static long digits(long eight) {
    long lessZero = eight ^ 0x3030303030303030L;
    long add118 = (lessZero & 0x7F7F7F7F7F7F7F7FL) + 0x7676767676767676L;
    long isDigit = ~(add118 | lessZero) & 0x8080808080808080L;
    return (isDigit >>> 7) * 0x0102040810204080L >>> 56;
  }

  /** The lowest {@code bits} bits, 1 to 64. */
  static long first(int bits) {
    return -1L >>> Long.SIZE - bits;
  }
}
