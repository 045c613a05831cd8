package gufo.lab.cli;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that has its name only when it is whole; without a name it is nowhere. */
final class NewFile implements Closeable {
  private final Path file;
  private final Path part;

  NewFile(Path file) {
    this.file = file;
    this.part = file == null ? null : file.resolveSibling(file.getFileName() + ".part");
  }

  OutputStream open() throws IOException {
    return file == null ? OutputStream.nullOutputStream() : Files.newOutputStream(part);
  }

  /** Call it when what was opened is closed. */
  void keep() throws IOException {
    if (file != null) {
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      Files.deleteIfExists(part);
    }
  }
}
