package gufo.engine.checkpoint;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gufo.engine.tensor.Tensors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bytedeco.pytorch.Tensor;

/** Where each tensor lies. Every number in it is checked against the file before it is used. */
record SafeTensorsHeader(
    SortedMap<String, Entry> entries, SortedMap<String, String> metadata, long dataStart) {

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final String METADATA = "__metadata__";
  private static final int ALIGNMENT = 8;

  /** The format's own limit on the header. */
  private static final long LONGEST = 100_000_000;

  /** Bytes [begin, end) after the header. */
  @SuppressWarnings("ArrayRecordComponent") // private to this package, never compared
  record Entry(TensorType type, long[] shape, long begin, long end) {
    long bytes() {
      return end - begin;
    }
  }

  static byte[] encode(SortedMap<String, Tensor> tensors, SortedMap<String, String> metadata) {
    ObjectNode header = JSON.createObjectNode();
    if (!metadata.isEmpty()) {
      ObjectNode texts = header.putObject(METADATA);
      metadata.forEach(texts::put);
    }
    long offset = 0;
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      Tensor tensor = entry.getValue();
      TensorType type = TensorType.of(tensor.scalar_type());
      ObjectNode node = header.putObject(entry.getKey());
      node.put("dtype", type.name());
      Arrays.stream(Tensors.shape(tensor)).forEach(node.putArray("shape")::add);
      long end = offset + tensor.numel() * type.size();
      node.putArray("data_offsets").add(offset).add(end);
      offset = end;
    }
    String text = header.toString();
    int length = text.getBytes(StandardCharsets.UTF_8).length;
    int padding = Math.floorMod(-length, ALIGNMENT);
    return (text + " ".repeat(padding)).getBytes(StandardCharsets.UTF_8);
  }

  static SafeTensorsHeader read(FileChannel channel, Path file) throws IOException {
    long size = channel.size();
    require(size >= 8, file, "shorter than eight bytes");
    ByteBuffer start = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    readFully(channel, start, 0);
    long length = start.getLong(0);
    require(length >= 2 && length <= Math.min(LONGEST, size - 8), file, "header length " + length);
    ByteBuffer text = ByteBuffer.allocate((int) length);
    readFully(channel, text, 8);
    JsonNode json = parse(text.array(), file);
    return decode(json, 8 + length, size - 8 - length, file);
  }

  private static JsonNode parse(byte[] text, Path file) throws IOException {
    try {
      JsonNode json = JSON.readTree(text);
      require(json != null && json.isObject(), file, "the header is no JSON object");
      return json;
    } catch (com.fasterxml.jackson.core.JacksonException e) {
      throw new IOException(file + ": the header is no valid JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static SafeTensorsHeader decode(JsonNode json, long dataStart, long dataBytes, Path file)
      throws IOException {
    SortedMap<String, Entry> entries = new TreeMap<>();
    SortedMap<String, String> metadata = new TreeMap<>();
    for (Map.Entry<String, JsonNode> field : json.properties()) {
      if (field.getKey().equals(METADATA)) {
        for (Map.Entry<String, JsonNode> text : field.getValue().properties()) {
          require(text.getValue().isTextual(), file, "metadata " + text.getKey() + " is no text");
          metadata.put(text.getKey(), text.getValue().textValue());
        }
      } else {
        entries.put(field.getKey(), entry(field.getValue(), dataBytes, file, field.getKey()));
      }
    }
    requireSeamless(entries, dataBytes, file);
    return new SafeTensorsHeader(entries, metadata, dataStart);
  }

  private static Entry entry(JsonNode node, long dataBytes, Path file, String name)
      throws IOException {
    TensorType type = type(node.path("dtype").asText(), file, name);
    long[] shape = numbers(node.path("shape"), file, name);
    long[] offsets = numbers(node.path("data_offsets"), file, name);
    require(offsets.length == 2, file, name + " has no two data_offsets");
    require(
        offsets[0] <= offsets[1] && offsets[1] <= dataBytes,
        file,
        name + " lies at " + Arrays.toString(offsets) + " of " + dataBytes + " bytes");
    long expected = type.size();
    try {
      for (long extent : shape) {
        expected = Math.multiplyExact(expected, extent);
      }
    } catch (ArithmeticException e) {
      throw new IOException(file + ": " + name + " has an impossible shape", e);
    }
    require(
        expected == offsets[1] - offsets[0],
        file,
        name + " needs " + expected + " bytes, has " + (offsets[1] - offsets[0]));
    return new Entry(type, shape, offsets[0], offsets[1]);
  }

  /** The format allows neither overlap nor holes. */
  private static void requireSeamless(SortedMap<String, Entry> entries, long dataBytes, Path file)
      throws IOException {
    List<Entry> inOrder =
        entries.values().stream()
            .sorted(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end))
            .toList();
    long at = 0;
    for (Entry entry : inOrder) {
      require(entry.begin() == at, file, "tensors overlap or leave a hole at byte " + at);
      at = entry.end();
    }
    require(at == dataBytes, file, (dataBytes - at) + " bytes belong to no tensor");
  }

  private static TensorType type(String text, Path file, String name) throws IOException {
    try {
      return TensorType.valueOf(text);
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "%s: %s has type '%s'; read are %s"
              .formatted(file, name, text, Arrays.toString(TensorType.values())),
          e);
    }
  }

  private static long[] numbers(JsonNode array, Path file, String name) throws IOException {
    require(array.isArray(), file, name + " lacks shape or data_offsets");
    long[] numbers = new long[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      JsonNode node = array.get(i);
      require(
          node.isIntegralNumber() && node.canConvertToLong() && node.longValue() >= 0,
          file,
          name + " has the number " + node);
      numbers[i] = node.longValue();
    }
    return numbers;
  }

  static void readFully(FileChannel channel, ByteBuffer into, long position) throws IOException {
    long at = position;
    while (into.hasRemaining()) {
      int read = channel.read(into, at);
      if (read < 0) {
        throw new IOException("the file ends at byte " + at);
      }
      at += read;
    }
  }

  private static void require(boolean condition, Path file, String problem) throws IOException {
    if (!condition) {
      throw new IOException(file + " is no valid safetensors file: " + problem);
    }
  }
}
