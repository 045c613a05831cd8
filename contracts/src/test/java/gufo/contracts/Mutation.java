package gufo.contracts;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Documents as nobody should send them: good ones with parts cut, doubled, moved and poisoned. */
public final class Mutation {

  private static final List<String> POISON =
      List.of(
          "NaN",
          ".inf",
          "-1e999",
          "1e400",
          "99999999999999999999",
          "-0",
          "0x7fffffff",
          "\u0000",
          "\ufeff",
          "'",
          "\"",
          "{",
          "}",
          "[",
          "]",
          ":",
          ",",
          "&a ",
          "*a",
          "<<: *a",
          "!!binary ",
          "!!java.net.URL ",
          "---\n",
          "...\n",
          "\t",
          "|\n",
          "null",
          "true",
          "~",
          "\n",
          "\\ud800",
          "../../../etc/passwd",
          "9".repeat(400),
          "[".repeat(60),
          "a: ".repeat(60));

  private Mutation() {}

  /** One to eight changes; equal arguments give equal bytes, which need not be UTF-8. */
  public static byte[] of(String good, long seed) {
    Random random = new Random(seed);
    byte[] bytes = good.getBytes(StandardCharsets.UTF_8);
    for (int changes = 1 + random.nextInt(8); changes > 0; changes--) {
      bytes = changed(bytes, random);
    }
    return bytes;
  }

  private static byte[] changed(byte[] bytes, Random random) {
    int from = random.nextInt(bytes.length + 1);
    int to = Math.min(bytes.length, from + random.nextInt(40));
    byte[] part = Arrays.copyOfRange(bytes, from, to);
    return switch (random.nextInt(5)) {
      case 0 -> spliced(bytes, from, to, new byte[0]);
      case 1 -> spliced(bytes, to, to, part);
      case 2 -> spliced(bytes, from, to, poison(random));
      case 3 -> spliced(bytes, from, from, poison(random));
      default -> spliced(bytes, from, from, new byte[] {(byte) random.nextInt(256)});
    };
  }

  private static byte[] poison(Random random) {
    return POISON.get(random.nextInt(POISON.size())).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] spliced(byte[] bytes, int from, int to, byte[] between) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, from);
    out.writeBytes(between);
    out.write(bytes, to, bytes.length - to);
    return out.toByteArray();
  }
}
