package gufo.engine.digits;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Handwritten digits from the four files of MNIST (LeCun, Cortes, Burges) in a folder. */
final class Mnist implements DigitSet {

  private static final float HALF_RANGE = 127.5f;

  private final ByteBuffer labels;
  private final ByteBuffer points;

  private Mnist(ByteBuffer labels, ByteBuffer points) {
    this.labels = labels;
    this.points = points;
  }

  /**
   * @param part {@code train} or {@code t10k}, as the files are named
   * @throws IOException when a file is missing or damaged or the two do not fit; names it and what
   *     was expected
   */
  static Mnist read(Path folder, String part) throws IOException {
    IdxFile labels = IdxFile.read(IdxFile.find(folder, part + "-labels-idx1-ubyte"));
    IdxFile images =
        IdxFile.read(IdxFile.find(folder, part + "-images-idx3-ubyte"), Image.SIDE, Image.SIDE);
    if (labels.count() != images.count()) {
      throw new IOException(
          "%s has %d labels; expected %d, one for each picture of %s"
              .formatted(labels.file(), labels.count(), images.count(), images.file()));
    }
    for (int i = 0; i < labels.count(); i++) {
      if (labels.bytes().get(i) < 0 || labels.bytes().get(i) > 9) {
        throw new IOException(
            "%s: label %d is %d; expected 0 to 9"
                .formatted(labels.file(), i, labels.bytes().get(i) & 0xff));
      }
    }
    return new Mnist(labels.bytes(), images.bytes());
  }

  @Override
  public int size() {
    return labels.limit();
  }

  @Override
  public int label(int number) {
    return labels.get(number);
  }

  @Override
  public Image image(int number) {
    return (into, offset) -> {
      for (int i = 0; i < Image.POINTS; i++) {
        into[offset + i] = (points.get(number * Image.POINTS + i) & 0xff) / HALF_RANGE - 1;
      }
    };
  }
}
