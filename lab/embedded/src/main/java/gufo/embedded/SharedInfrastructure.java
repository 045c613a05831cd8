package gufo.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * One broker and one PostgreSQL for all test JVMs of one Maven build. The first that asks starts
 * them; they end with the Maven process, not with the test JVM, and other builds on the same folder
 * have their own.
 */
public final class SharedInfrastructure {
  private SharedInfrastructure() {}

  /**
   * The broker, and the server's own database; tests write to one of their own, see {@link
   * #freshDatabase}.
   */
  public static Addresses addresses() {
    return Holder.ADDRESSES;
  }

  /** A new empty database. */
  public static Addresses freshDatabase() {
    return Databases.create(
        addresses(), "test_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12));
  }

  /** Those that exist already stay, with what an earlier module's tests left in them. */
  public static void createTopics(Collection<String> names) {
    Topics.create(addresses().kafkaBootstrap(), names);
  }

  /** Empty topics: those that exist are deleted first. */
  public static void freshTopics(Collection<String> names) {
    Topics.recreate(addresses().kafkaBootstrap(), names);
  }

  private static final class Holder {
    static final Addresses ADDRESSES = startOrFind();
  }

  private static Addresses startOrFind() {
    long build = build();
    Path folder = root().resolve("target/infrastructure").resolve(Long.toString(build));
    try {
      Files.createDirectories(folder);
      try (FileChannel channel =
              FileChannel.open(
                  folder.resolve("start.lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        forgetEndedBuilds(folder.getParent());
        return Infrastructure.running(folder)
            .orElseGet(() -> Infrastructure.start(folder, List.of(), build, false))
            .addresses();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void forgetEndedBuilds(Path builds) throws IOException {
    try (Stream<Path> folders = Files.list(builds)) {
      for (Path folder : folders.toList()) {
        String build = folder.getFileName().toString();
        if (build.matches("\\d+") && !Lifeline.isAlive(Long.parseLong(build))) {
          Folders.delete(folder);
        }
      }
    }
  }

  private static Path root() {
    String root = System.getProperty("gufo.build.root");
    return root != null ? Path.of(root) : Path.of("").toAbsolutePath();
  }

  /** Surefire puts a shell between Maven and the test JVM; outside Maven it is this JVM itself. */
  private static long build() {
    ProcessHandle self = ProcessHandle.current();
    for (var up = self.parent(); up.isPresent(); up = up.get().parent()) {
      if (up.get().info().command().orElse("").endsWith("/java")) {
        return up.get().pid();
      }
    }
    return self.pid();
  }
}
