package gufo.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The child JVM: broker inside, PostgreSQL beneath, both under one folder. It writes the address
 * file when all is ready and ends when its parent process does, when PostgreSQL does, or on
 * SIGTERM.
 */
public final class InfrastructureMain {
  private static final long LOCK_PATIENCE_SECONDS = 20;
  private static final long STOP_PATIENCE_SECONDS = 15;

  private static volatile boolean stopping;

  private InfrastructureMain() {}

  /**
   * Arguments: folder, broker port, controller port, database port, parent pid, durable, topics by
   * comma.
   */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]).toAbsolutePath();
    List<Integer> ports = List.of(arguments).subList(1, 4).stream().map(Integer::valueOf).toList();
    boolean durable = Boolean.parseBoolean(arguments[5]);
    List<String> topics = arguments.length > 6 ? List.of(arguments[6].split(",")) : List.of();

    Lifeline.watch(Long.parseLong(arguments[4]), () -> System.exit(0));
    FileLock lock = lock(folder.resolve("infrastructure.lock"));
    AddressFile.delete(folder);

    CompletableFuture<EmbeddedDatabase> database =
        CompletableFuture.supplyAsync(
            () -> EmbeddedDatabase.start(folder.resolve("postgres"), ports.get(2), durable));
    CompletableFuture<EmbeddedBroker> broker =
        CompletableFuture.supplyAsync(
            () -> EmbeddedBroker.start(folder.resolve("kafka"), ports.get(0), ports.get(1)));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(folder, broker, database)));
    try {
      Topics.create(broker.get().bootstrap(), topics);
      database.get();
    } catch (Exception e) {
      e.printStackTrace();
      System.exit(1);
    }
    AddressFile.write(folder, ports.get(0), ports.get(2));
    while (database.get().isAlive() && lock.isValid()) {
      TimeUnit.MILLISECONDS.sleep(200);
    }
    if (!stopping) {
      System.err.println("PostgreSQL has ended");
      System.exit(1);
    }
  }

  /** A predecessor whose parent was killed may still be stopping. */
  private static FileLock lock(Path file) throws IOException, InterruptedException {
    Files.createDirectories(file.getParent());
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    for (int i = 0; i < LOCK_PATIENCE_SECONDS * 10; i++) {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return lock;
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new IllegalStateException(
        "Another broker and database already run on " + file.getParent());
  }

  private static void stop(
      Path folder,
      CompletableFuture<EmbeddedBroker> broker,
      CompletableFuture<EmbeddedDatabase> database) {
    stopping = true;
    AddressFile.delete(folder);
    CompletableFuture<Void> stopped =
        CompletableFuture.allOf(
            broker.thenAcceptAsync(EmbeddedBroker::stop),
            database.thenAcceptAsync(EmbeddedDatabase::stop));
    try {
      stopped.get(STOP_PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (Exception e) {
      System.err.println("Not stopped cleanly: " + e);
    }
  }
}
