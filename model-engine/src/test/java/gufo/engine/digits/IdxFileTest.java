package gufo.engine.digits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxFileTest {

  private static final String LABELS = "train-labels-idx1-ubyte";
  private static final String IMAGES = "train-images-idx3-ubyte";

  @TempDir private Path folder;

  @Test
  void plainAndZippedFilesReadAlike() throws IOException {
    write(LABELS, labels(2, 7, 3));
    zip(IMAGES + ".gz", images(2, 28, 2 * 784));

    Mnist digits = Mnist.read(folder, "train");

    assertThat(digits.size()).isEqualTo(2);
    assertThat(digits.label(0)).isEqualTo(7);
    float[] points = new float[785];
    digits.image(1).draw(points, 1);
    assertThat(points[1]).isEqualTo((784 % 256) / 127.5f - 1);
    assertThat(points[784]).isEqualTo((1567 % 256) / 127.5f - 1);
  }

  @Test
  void aMissingFileIsNamed() {
    assertProblem(LABELS, "expected one of them");
  }

  @Test
  void anotherMagicNumberIsRefusedWithTheOneExpected() throws IOException {
    write(LABELS, images(2, 28, 2));

    assertProblem(LABELS, "0x00000803", "expected 0x00000801");
  }

  @Test
  void picturesOfAnotherSizeAreRefused() throws IOException {
    write(LABELS, labels(2, 7, 3));
    write(IMAGES, images(2, 32, 2 * 1024));

    assertProblem(IMAGES, "size 32", "expected 28");
  }

  @Test
  void aFileThatEndsEarlyIsRefusedWithBothLengths() throws IOException {
    write(LABELS, labels(3, 7, 3));

    assertProblem(LABELS, "cut off", "2 bytes", "promises 3");
  }

  @Test
  void aFileWithoutAWholeHeaderIsRefused() throws IOException {
    write(LABELS, Arrays.copyOf(labels(1, 7), 6));

    assertProblem(LABELS, "cut off");
  }

  @Test
  void aFileThatGoesOnIsRefused() throws IOException {
    write(LABELS, labels(1, 7, 3));

    assertProblem(LABELS, "goes on after the 1 bytes");
  }

  @Test
  void aCountNoFileHasIsRefusedBeforeMemoryIsTaken() throws IOException {
    write(LABELS, labels(Integer.MAX_VALUE, 7));

    assertProblem(LABELS, "2147483647 entries", "1 to 1000000");
  }

  @Test
  void aDamagedZipFileIsRefused() throws IOException {
    write(LABELS + ".gz", labels(1, 7));

    assertProblem(LABELS + ".gz", "no sound gzip file");
  }

  @Test
  void aZipFileCutOffIsRefused() throws IOException {
    zip(LABELS + ".gz", labels(200, new int[200]));
    byte[] whole = Files.readAllBytes(folder.resolve(LABELS + ".gz"));
    Files.write(folder.resolve(LABELS + ".gz"), Arrays.copyOf(whole, whole.length / 2));

    assertProblem(LABELS + ".gz", "cut off");
  }

  @Test
  void labelsAndPicturesMustBeAsMany() throws IOException {
    write(LABELS, labels(2, 7, 3));
    write(IMAGES, images(1, 28, 784));

    assertProblem(LABELS, "has 2 labels", "expected 1", IMAGES);
  }

  @Test
  void aLabelIsADigit() throws IOException {
    write(LABELS, labels(2, 7, 200));
    write(IMAGES, images(2, 28, 2 * 784));

    assertProblem(LABELS, "label 1 is 200", "0 to 9");
  }

  @Test
  void theRealFilesHaveSeventyThousandDigits() throws IOException {
    Path mnist = Path.of(System.getProperty("gufo.data", "../shared/data"), "mnist");
    assumeTrue(Files.isDirectory(mnist), "no MNIST in " + mnist + "; name its parent: -Dgufo.data");

    Mnist training = Mnist.read(mnist, "train");
    Mnist heldOut = Mnist.read(mnist, "t10k");

    assertThat(training.size()).isEqualTo(60_000);
    assertThat(heldOut.size()).isEqualTo(10_000);
    assertThat(new int[] {training.label(0), training.label(1), heldOut.label(0)})
        .containsExactly(5, 0, 7);
  }

  private void assertProblem(String... words) {
    assertThatThrownBy(() -> Mnist.read(folder, "train"))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll(words);
  }

  private static byte[] labels(int promised, int... labels) {
    ByteBuffer bytes = ByteBuffer.allocate(8 + labels.length).putInt(0x801).putInt(promised);
    Arrays.stream(labels).forEach(label -> bytes.put((byte) label));
    return bytes.array();
  }

  private static byte[] images(int promised, int side, int data) {
    ByteBuffer bytes = ByteBuffer.allocate(16 + data).putInt(0x803).putInt(promised);
    bytes.putInt(side).putInt(side);
    for (int i = 0; i < data; i++) {
      bytes.put((byte) i);
    }
    return bytes.array();
  }

  private void write(String name, byte[] bytes) throws IOException {
    Files.write(folder.resolve(name), bytes);
  }

  private void zip(String name, byte[] bytes) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(zipped)) {
      out.write(bytes);
    }
    write(name, zipped.toByteArray());
  }
}
