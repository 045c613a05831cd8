package gufo.engine.digits;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A file of unsigned bytes as MNIST comes in (the idx format of its authors), plain or compressed
 * with gzip: a magic number that says type and dimensions, each dimension's size, then the bytes.
 *
 * @param count entries, the first dimension
 * @param bytes outside the Java heap, which is small in a service
 */
record IdxFile(Path file, int count, ByteBuffer bytes) {

  private static final int MOST = 1_000_000;
  private static final int PIECE = 1 << 16;

  /** The file {@code name} in {@code folder}, or {@code name.gz}. */
  static Path find(Path folder, String name) throws IOException {
    Path plain = folder.resolve(name);
    Path zipped = folder.resolve(name + ".gz");
    if (Files.isRegularFile(plain)) {
      return plain;
    }
    if (Files.isRegularFile(zipped)) {
      return zipped;
    }
    throw new IOException(folder + " lacks " + name + " and " + name + ".gz; expected one of them");
  }

  /**
   * @param shape sizes of an entry, none for labels
   * @throws IOException when the file is not of that kind, or damaged; names it and what was
   *     expected
   */
  static IdxFile read(Path file, int... shape) throws IOException {
    try (InputStream raw = Files.newInputStream(file);
        DataInputStream in =
            new DataInputStream(
                new BufferedInputStream(
                    file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw, PIECE))) {
      int count = header(in, file, shape);
      int size = count;
      for (int one : shape) {
        size = Math.multiplyExact(size, one);
      }
      ByteBuffer bytes = bytes(in, file, size);
      if (in.read() >= 0) {
        throw new IOException(file + " goes on after the " + size + " bytes its header promises");
      }
      return new IdxFile(file, count, bytes);
    } catch (ZipException e) {
      throw new IOException(file + " is no sound gzip file: " + e.getMessage(), e);
    } catch (EOFException e) {
      throw new IOException(file + " is cut off: it ends before what its header promises", e);
    }
  }

  private static int header(DataInputStream in, Path file, int... shape) throws IOException {
    int magic = in.readInt();
    int expected = 0x800 + 1 + shape.length;
    if (magic != expected) {
      throw new IOException(
          "%s begins with the magic number 0x%08x; expected 0x%08x, unsigned bytes in %d dimension(s)"
              .formatted(file, magic, expected, 1 + shape.length));
    }
    int count = in.readInt();
    if (count < 1 || count > MOST) {
      throw new IOException(
          file + " says that it has " + count + " entries; expected 1 to " + MOST);
    }
    for (int size : shape) {
      int found = in.readInt();
      if (found != size) {
        throw new IOException(file + " has pictures of a size " + found + "; expected " + size);
      }
    }
    return count;
  }

  private static ByteBuffer bytes(DataInputStream in, Path file, int size) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocateDirect(size);
    byte[] piece = new byte[PIECE];
    while (bytes.hasRemaining()) {
      int read = in.read(piece, 0, Math.min(PIECE, bytes.remaining()));
      if (read < 0) {
        throw new IOException(
            "%s is cut off: %d bytes of data; its header promises %d"
                .formatted(file, bytes.position(), size));
      }
      bytes.put(piece, 0, read);
    }
    return bytes.flip().asReadOnlyBuffer();
  }
}
