package gufo.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gufo.engine.tensor.Scope;
import gufo.engine.tensor.Tensors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeTensorsTest {

  @TempDir Path folder;

  @Test
  void tensorsComeBackAsTheyWere() throws IOException {
    Path file = folder.resolve("a.safetensors");
    try (Scope scope = Scope.open()) {
      Map<String, Tensor> tensors = new HashMap<>();
      tensors.put("floats", Tensors.floats(new float[] {1, -2.5f, Float.MIN_VALUE, 4}, 2, 2));
      tensors.put("doubles", Tensors.numbers(new double[] {Math.PI}, ScalarType.Double, 1));
      tensors.put("longs", Tensors.longs(new long[] {Long.MIN_VALUE, 7, 8}, 3));
      tensors.put("bfloats", Tensors.floats(new float[] {1.5f, -8}, 2).to(ScalarType.BFloat16));
      tensors.put("transposed", Tensors.floats(new float[] {1, 2, 3, 4, 5, 6}, 2, 3).t());
      tensors.put("empty", Tensors.zeros(ScalarType.Float, 0, 4));

      SafeTensors.write(file, tensors, Map.of("key", "väl\"ue"));

      try (SafeTensors read = SafeTensors.read(file)) {
        assertThat(read.metadata()).containsExactly(Map.entry("key", "väl\"ue"));
        assertThat(read.tensors()).hasSameSizeAs(tensors);
        tensors.forEach(
            (name, tensor) -> {
              Tensor back = read.tensors().get(name);
              assertThat(Tensors.shape(back)).as(name).isEqualTo(Tensors.shape(tensor));
              assertThat(Tensors.toDoubles(back)).as(name).isEqualTo(Tensors.toDoubles(tensor));
            });
      }
    }
  }

  @Test
  void theSameTensorsAlwaysGiveTheSameBytesAndTheDataIsAligned() throws IOException {
    try (Scope scope = Scope.open()) {
      Tensor one = Tensors.floats(new float[] {1}, 1);
      Tensor two = Tensors.floats(new float[] {2}, 1);

      SafeTensors.write(folder.resolve("a"), Map.of("x", one, "yy", two), Map.of());
      SafeTensors.write(folder.resolve("b"), Map.of("yy", two, "x", one), Map.of());

      byte[] bytes = Files.readAllBytes(folder.resolve("a"));
      assertThat(bytes).isEqualTo(Files.readAllBytes(folder.resolve("b")));
      long header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
      assertThat(header % 8).isZero();
      assertThat(bytes.length).isEqualTo((int) (8 + header + 8));
    }
  }

  /** Eight bytes of data follow every header. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"a":{"dtype":"F32","shape":[3],"data_offsets":[0,12]}}                   | lies at
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[-8,0]}}                   | the number -8
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}                    | lies at
          {"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}                    | needs 12 bytes
          {"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}                   | the number -2
          {"a":{"dtype":"F32","shape":[4611686018427387904,4,2],"data_offsets":[0,8]}} | impossible
          {"a":{"dtype":"F32","shape":[1e9],"data_offsets":[0,8]}}                  | the number
          {"a":{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,8]}} | the number
          {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}                    | belong to no
          {"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}                    | hole at byte 0
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}} | overlap
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}} | valid JSON
          {"a":{"dtype":"Q4","shape":[2],"data_offsets":[0,8]}}                     | has type 'Q4'
          {"a":{"dtype":"F32","data_offsets":[0,8]}}                                | lacks shape
          {"a":7}                                                                   | has type ''
          {"__metadata__":{"k":1}}                                                  | is no text
          [1]                                                                       | no JSON object
          {"a                                                                       | valid JSON
          """)
  void aHeaderThatLiesIsRefused(String header, String problem) throws IOException {
    Path file = write(header.strip(), header.strip().length());

    assertThatThrownBy(() -> SafeTensors.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(problem);
  }

  @ParameterizedTest
  @CsvSource({"-1", "0", "1", "100", "9223372036854775807", "-9223372036854775808"})
  void aLengthBeyondTheFileIsRefused(long length) throws IOException {
    Path file = write("{}", length);

    assertThatThrownBy(() -> SafeTensors.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("header length");
  }

  @Test
  void aFileOfAFewBytesIsRefused() throws IOException {
    Path file = Files.write(folder.resolve("short"), new byte[5]);

    assertThatThrownBy(() -> SafeTensors.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("shorter than eight bytes");
  }

  private Path write(String header, long length) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(16 + text.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(length).put(text);
    return Files.write(folder.resolve("hostile"), bytes.array());
  }
}
