package gufo.lab.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The one folder that holds everything Gufo keeps; at most one stack runs on it. */
public record Home(Path root) {

  public Home {
    root = root.toAbsolutePath().normalize();
  }

  /** The given folder, or {@code ~/.gufo}. */
  public static Home of(Path chosen) {
    return new Home(chosen != null ? chosen : Path.of(System.getProperty("user.home"), ".gufo"));
  }

  public Path artifacts() {
    return root.resolve("artifacts");
  }

  /** Work in progress: worth nothing once the stack is down. */
  public Path scratch() {
    return root.resolve("scratch");
  }

  /** The evaluator writes {@code ID/report.md} and {@code ID/report.json} here. */
  public Path reports() {
    return root.resolve("reports");
  }

  public Path logs() {
    return root.resolve("logs");
  }

  public Path log(String stage) {
    return logs().resolve(stage + ".log");
  }

  /** Broker and database. */
  public Path infrastructure() {
    return root.resolve("infrastructure");
  }

  /** A Prometheus beside the stack: its configuration and its data. */
  public Path observations() {
    return root.resolve("prometheus");
  }

  public Path stateFile() {
    return root.resolve("stack.json");
  }

  /** Where another number of processes is asked for. */
  public Path scaleFile() {
    return root.resolve("scale");
  }

  /** Makes the folders; what an earlier stack left half done is cleared away. */
  public void create() {
    delete(scratch());
    delete(scaleFile());
    try {
      for (Path folder : List.of(artifacts(), reports(), logs(), scratch(), infrastructure())) {
        Files.createDirectories(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write to " + root, e);
    }
  }

  /**
   * Empty while another launcher holds it. The kernel lets go when its holder dies, however it
   * dies.
   */
  public Optional<Lock> tryLock() {
    try {
      Files.createDirectories(root);
      FileChannel channel =
          FileChannel.open(
              root.resolve("launcher.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = lock(channel);
      if (lock == null) {
        channel.close();
        return Optional.empty();
      }
      return Optional.of(new Lock(channel));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write to " + root, e);
    }
  }

  /**
   * Clears away what a stack that was cut off left half done, and nothing that is whole:
   * half-written blobs and checkpoints, work in progress, an address nobody answers at.
   *
   * @return a line for each thing
   * @throws IllegalStateException when a stack runs here
   */
  public List<String> repair() {
    try (Lock held = tryLock().orElseThrow(() -> inUse())) {
      List<String> mended = new ArrayList<>();
      for (Path torn : torn()) {
        delete(torn);
        mended.add("removed " + root.relativize(torn));
      }
      return mended;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot repair " + root, e);
    }
  }

  private IllegalStateException inUse() {
    return new IllegalStateException("A stack runs on " + root + ". Stop it with: gufo down");
  }

  /** Under the lock, so that nothing of this is still being written. */
  private List<Path> torn() throws IOException {
    List<Path> torn = new ArrayList<>();
    for (Path folder : List.of(artifacts().resolve("incoming"), scratch())) {
      torn.addAll(entries(folder));
    }
    for (Path recipe : entries(artifacts().resolve("checkpoints"))) {
      entries(recipe).stream()
          .filter(entry -> entry.getFileName().toString().startsWith("."))
          .forEach(torn::add);
    }
    Stream.of(stateFile(), root.resolve("stack.json.new"), scaleFile())
        .filter(Files::exists)
        .forEach(torn::add);
    return torn;
  }

  private static List<Path> entries(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    }
  }

  /** Deletes what experiments left here, and nothing else that may lie in the folder. */
  public void forget() {
    for (Path folder :
        List.of(artifacts(), reports(), logs(), scratch(), infrastructure(), observations())) {
      delete(folder);
    }
    delete(stateFile());
  }

  private static FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldByThisJvm) {
      return null;
    }
  }

  private static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete " + folder, e);
    }
  }

  /** Held as long as a stack runs on the home. */
  public record Lock(FileChannel channel) implements AutoCloseable {
    @Override
    public void close() {
      try {
        channel.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
