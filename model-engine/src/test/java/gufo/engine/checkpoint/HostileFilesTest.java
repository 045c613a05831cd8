package gufo.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import gufo.engine.net.DecoderConfig;
import gufo.engine.net.TestModels;
import gufo.engine.net.Weights;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A model whose files somebody has tampered with is read, or refused with an IOException. */
class HostileFilesTest {

  private static final int TRIES = 300;
  private static final List<String> NUMBERS =
      List.of(
          "0", "-1", "1", "3", "7", "1000000", "2147483647", "99999999999", "1e9", "NaN", "null");
  private static final List<String> FILES =
      List.of("config.json", "gufo.json", "model.safetensors");

  @TempDir Path folder;

  static Stream<DecoderConfig> models() {
    return Stream.of(TestModels.small(true, true), TestModels.gpt());
  }

  @ParameterizedTest
  @MethodSource("models")
  void numbersOfTheConfiguration(DecoderConfig config) throws IOException {
    write(config);
    for (int seed = 0; seed < TRIES; seed++) {
      Random random = new Random(seed);
      tampered(seed, "config.json", bytes -> withAnotherNumber(bytes, random));
    }
  }

  private static byte[] withAnotherNumber(byte[] json, Random random) {
    String[] parts = new String(json, StandardCharsets.UTF_8).split("(?<=: )(?=[0-9])");
    int at = 1 + random.nextInt(parts.length - 1);
    parts[at] = parts[at].replaceFirst("^[0-9.E-]+", NUMBERS.get(random.nextInt(NUMBERS.size())));
    return String.join("", parts).getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @MethodSource("models")
  void bytesOfEveryFile(DecoderConfig config) throws IOException {
    write(config);
    for (int seed = 0; seed < TRIES; seed++) {
      Random random = new Random(seed);
      tampered(seed, FILES.get(seed % FILES.size()), bytes -> withOtherBytes(bytes, random));
    }
  }

  /** Near the start, where headers lie; one in four is cut off besides. */
  private static byte[] withOtherBytes(byte[] bytes, Random random) {
    for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
      bytes[random.nextInt(Math.min(bytes.length, 600))] = (byte) random.nextInt(256);
    }
    return random.nextInt(4) > 0 ? bytes : Arrays.copyOf(bytes, random.nextInt(bytes.length));
  }

  private void write(DecoderConfig config) throws IOException {
    try (Weights weights = TestModels.drawn(config, 1, ScalarType.Float)) {
      ModelDirectory.write(folder, config, weights, ModelManifest.REFERENCE);
    }
  }

  private void tampered(int seed, String name, UnaryOperator<byte[]> change) throws IOException {
    Path file = folder.resolve(name);
    byte[] good = Files.readAllBytes(file);
    Files.write(file, change.apply(good.clone()));
    try (Weights weights = ModelDirectory.read(folder).weights()) {
      assertThat(weights.tensors()).as("seed %d", seed).isNotEmpty();
    } catch (IOException told) {
      assertThat(told.getMessage()).as("seed %d", seed).isNotBlank();
    }
    Files.write(file, good);
  }
}
