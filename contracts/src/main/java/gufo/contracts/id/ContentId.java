package gufo.contracts.id;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeSet;

/** Names made from content: canonical JSON and sha256 over it. */
public final class ContentId {

  private ContentId() {}

  /** sha256 of {@link #canonicalJson}, 64 hexadecimal digits. */
  public static String of(Object value) {
    return sha256(canonicalJson(value).getBytes(StandardCharsets.UTF_8));
  }

  public static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(newSha256().digest(bytes));
  }

  public static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** A seed for {@code purpose}, independent of the seeds for every other purpose. */
  public static long seed(long root, String purpose) {
    byte[] hash = newSha256().digest((root + "/" + purpose).getBytes(StandardCharsets.UTF_8));
    return java.nio.ByteBuffer.wrap(hash).getLong() >>> 1;
  }

  /**
   * JSON with sorted keys, without nulls and blanks, numbers in plain shortest form: 0.030 and 3e-2
   * both read 0.03, so a recipe's name does not hang on how somebody typed it.
   */
  public static String canonicalJson(Object value) {
    StringBuilder text = new StringBuilder();
    write(Json.mapper().valueToTree(value), text);
    return text.toString();
  }

  private static void write(JsonNode node, StringBuilder text) {
    if (node.isObject()) {
      writeObject(node, text);
    } else if (node.isArray()) {
      char separator = '[';
      for (JsonNode element : node) {
        write(element, text.append(separator));
        separator = ',';
      }
      text.append(node.isEmpty() ? "[]" : "]");
    } else if (node.isFloatingPointNumber() || node.isBigDecimal()) {
      text.append(plain(node.decimalValue()));
    } else {
      text.append(node);
    }
  }

  private static void writeObject(JsonNode node, StringBuilder text) {
    TreeSet<String> names = new TreeSet<>();
    node.fieldNames().forEachRemaining(names::add);
    text.append('{');
    boolean first = true;
    for (String name : names) {
      if (!node.get(name).isNull()) {
        text.append(first ? "" : ",")
            .append(Json.mapper().getNodeFactory().textNode(name))
            .append(':');
        write(node.get(name), text);
        first = false;
      }
    }
    text.append('}');
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
