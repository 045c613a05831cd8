package gufo.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A handle on the child JVM that runs a broker and a PostgreSQL on one folder. The child outlives
 * this handle but never the process it was told to live with.
 */
public final class Infrastructure implements AutoCloseable {
  /** Broker, controller, database. */
  public static final int PORTS = 3;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ProcessHandle process;
  private final Addresses addresses;

  private Infrastructure(ProcessHandle process, Addresses addresses) {
    this.process = process;
    this.addresses = addresses;
  }

  /** Starts on free ports, living as long as this JVM, with data that survives a power cut. */
  public static Infrastructure start(Path folder, Collection<String> topics) {
    return start(folder, topics, ProcessHandle.current().pid(), true);
  }

  /**
   * Returns when both accept connections and the topics exist.
   *
   * @param parent the process whose end ends the infrastructure
   * @param durable false skips fsync, for tests
   */
  public static Infrastructure start(
      Path folder, Collection<String> topics, long parent, boolean durable) {
    return start(folder, topics, parent, durable, Ports.free(PORTS));
  }

  /** As above, on three given ports: a restart must come back where its clients look for it. */
  public static Infrastructure start(
      Path folder, Collection<String> topics, long parent, boolean durable, List<Integer> ports) {
    try {
      Files.createDirectories(folder);
      AddressFile.delete(folder);
      Path log = folder.resolve("infrastructure.log");
      Process process =
          new ProcessBuilder(ChildCommand.infrastructure(folder, ports, parent, durable, topics))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      process.getOutputStream().close();
      return new Infrastructure(process.toHandle(), awaitReady(process, folder, log));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What runs on the folder now, whoever started it. */
  public static Optional<Infrastructure> running(Path folder) {
    return AddressFile.read(folder)
        .flatMap(
            file ->
                ProcessHandle.of(file.pid())
                    .map(process -> new Infrastructure(process, file.addresses())));
  }

  /** The broker, and the database {@code gufo}. */
  public Addresses addresses() {
    return addresses;
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return Lifeline.isAlive(process.pid());
  }

  /** Where an infrastructure on these ports is, or will be. */
  public static Addresses at(List<Integer> ports) {
    return Addresses.of(ports.get(0), ports.get(2), Addresses.DATABASE);
  }

  /** To be called once the child has ended by itself. */
  public static void keepArchive() {
    ChildCommand.archive().ifPresent(ClassArchive::keep);
  }

  /** Completes when the child JVM ends, for whatever reason. */
  public ProcessHandle process() {
    return process;
  }

  /** Adds an empty database unless it exists, and returns where it is. */
  public Addresses database(String name) {
    return Databases.create(addresses, name);
  }

  /** Asks, waits, insists. */
  public void stop() {
    process.destroy();
    long deadline = System.nanoTime() + PATIENCE.toNanos() / 3;
    while (isAlive()) {
      if (System.nanoTime() > deadline) {
        process.destroyForcibly();
      }
      pause();
    }
  }

  @Override
  public void close() {
    stop();
  }

  private static Addresses awaitReady(Process process, Path folder, Path log) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      Optional<AddressFile> ready = AddressFile.read(folder);
      if (ready.isPresent() && ready.get().pid() == process.pid()) {
        return ready.get().addresses();
      }
      if (!process.isAlive() || System.nanoTime() > deadline) {
        process.destroyForcibly().onExit().join();
        throw new IllegalStateException(
            "Broker and database did not start, see %s:%n%s".formatted(log, Files.readString(log)));
      }
      pause();
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(25);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
