package gufo.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * How the child JVM tells that it is ready, and where: pid, broker port, database port, one a line.
 */
record AddressFile(long pid, int brokerPort, int databasePort) {
  private static final String NAME = "infrastructure.addresses";

  static void write(Path folder, int brokerPort, int databasePort) throws IOException {
    Path partial = folder.resolve(NAME + ".new");
    long pid = ProcessHandle.current().pid();
    Files.writeString(partial, "%d%n%d%n%d%n".formatted(pid, brokerPort, databasePort));
    Files.move(partial, folder.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Empty when nothing runs: a file left by a killed process does not count. */
  static Optional<AddressFile> read(Path folder) {
    try {
      List<String> lines = Files.readAllLines(folder.resolve(NAME));
      AddressFile file =
          new AddressFile(
              Long.parseLong(lines.get(0)),
              Integer.parseInt(lines.get(1)),
              Integer.parseInt(lines.get(2)));
      return Optional.of(file).filter(found -> Lifeline.isAlive(found.pid()));
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void delete(Path folder) {
    try {
      Files.deleteIfExists(folder.resolve(NAME));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Addresses addresses() {
    return Addresses.of(brokerPort, databasePort, Addresses.DATABASE);
  }
}
