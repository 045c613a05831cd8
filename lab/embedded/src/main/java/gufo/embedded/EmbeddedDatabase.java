package gufo.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A real PostgreSQL as a child of this JVM, data kept in a folder. Between the two stands a shell
 * that holds the reading end of a pipe: however this JVM dies, the pipe breaks and the shell stops
 * PostgreSQL.
 */
public final class EmbeddedDatabase {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String GUARD =
      "exec 3<&0; \"$@\" 3<&- </dev/null & pid=$!; (read -r _ <&3; kill -INT $pid 2>/dev/null) & guard=$!; "
          + "wait $pid; code=$?; kill $guard 2>/dev/null; exit $code";

  private static final long NONE = -1;

  private final Process guard;
  private final Path data;
  private final int port;

  private EmbeddedDatabase(Process guard, Path data, int port) {
    this.guard = guard;
    this.data = data;
    this.port = port;
  }

  /**
   * Returns when connections are accepted. Survivors of a killed predecessor on the same folder are
   * ended first.
   *
   * @param durable false skips fsync, for tests
   */
  public static EmbeddedDatabase start(Path data, int port, boolean durable) {
    try {
      Path home = PostgresBinaries.unpack(ChildCommand.buildFolder().orElse(data.getParent()));
      if (!Files.exists(data.resolve("PG_VERSION"))) {
        initialise(home, data, durable);
      }
      endPredecessor(data);
      Process guard =
          new ProcessBuilder(guarded(home, data, port, durable))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log(data).toFile()))
              .start();
      EmbeddedDatabase database = new EmbeddedDatabase(guard, data, port);
      database.awaitReady();
      return database;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return port;
  }

  public boolean isAlive() {
    return guard.isAlive();
  }

  /** Ends sessions, writes a checkpoint and returns when PostgreSQL is gone. */
  public void stop() {
    try {
      guard.getOutputStream().close();
      if (!guard.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        guard.destroyForcibly();
        endPredecessor(data);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void initialise(Path home, Path data, boolean durable) throws IOException {
    Path fresh = data.resolveSibling(data.getFileName() + ".new");
    Folders.delete(fresh);
    Files.createDirectories(data.getParent());
    List<String> command =
        new ArrayList<>(
            asOrdinaryUser(home.resolve("bin/initdb").toString(), "-D", fresh.toString()));
    command.addAll(
        List.of(
            "-U", Addresses.USER, "-A", "trust", "-E", "UTF8", "--no-locale", "--no-instructions"));
    if (!durable) {
      command.add("--no-sync");
    }
    run(command, "", log(data));
    run(
        asOrdinaryUser(
            home.resolve("bin/postgres").toString(),
            "--single",
            "-D",
            fresh.toString(),
            "postgres"),
        "CREATE DATABASE " + Addresses.DATABASE + "\n",
        log(data));
    Files.move(fresh, data);
  }

  private static void run(List<String> command, String input, Path log) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    try (var standardInput = process.outputWriter()) {
      standardInput.write(input);
      standardInput.close();
      int code = process.waitFor();
      if (code != 0) {
        throw new IllegalStateException(
            "%s ended with %d, see %s:%n%s".formatted(command, code, log, Files.readString(log)));
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static List<String> guarded(Path home, Path data, int port, boolean durable) {
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", GUARD, "guard"));
    command.addAll(asOrdinaryUser(home.resolve("bin/postgres").toString(), "-D", data.toString()));
    command.addAll(List.of("-p", Integer.toString(port)));
    List<String> settings =
        List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "fsync=" + (durable ? "on" : "off"),
            "synchronous_commit=" + (durable ? "on" : "off"),
            "full_page_writes=" + (durable ? "on" : "off"),
            "max_connections=200",
            "shared_buffers=64MB",
            "wal_level=minimal",
            "max_wal_senders=0",
            "io_method=sync",
            "jit=off",
            "log_checkpoints=off",
            "timezone=UTC");
    settings.forEach(setting -> command.addAll(List.of("-c", setting)));
    return command;
  }

  /**
   * PostgreSQL refuses to run as root; a user namespace without a mapping is enough to not be root.
   */
  private static List<String> asOrdinaryUser(String... command) {
    List<String> words = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      words.addAll(List.of("unshare", "-U"));
    }
    words.addAll(List.of(command));
    return words;
  }

  private void awaitReady() throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!isReady()) {
      if (!guard.isAlive() || System.nanoTime() > deadline) {
        guard.destroy();
        throw new IllegalStateException(
            "PostgreSQL did not start, see %s:%n%s"
                .formatted(log(data), Files.readString(log(data))));
      }
      pause();
    }
  }

  /** The last line of the file that PostgreSQL keeps for pg_ctl. */
  private boolean isReady() throws IOException {
    List<String> lines = pidFile(data);
    return lines.size() >= 8
        && lines.get(7).strip().equals("ready")
        && Lifeline.isAlive(Long.parseLong(lines.get(0).strip()));
  }

  /**
   * Leaves a stale pid file to PostgreSQL, which checks it for surviving back ends, unless its
   * number was given anew.
   */
  private static void endPredecessor(Path data) throws IOException {
    long pid = postmaster(data);
    if (pid == NONE || !Lifeline.isAlive(pid)) {
      return;
    }
    if (!isPostgres(pid)) {
      Files.deleteIfExists(data.resolve("postmaster.pid"));
      return;
    }
    long deadline = System.nanoTime() + Duration.ofSeconds(3).toNanos();
    while (Lifeline.isAlive(pid)) {
      if (System.nanoTime() > deadline) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
      }
      pause();
    }
  }

  private static long postmaster(Path data) throws IOException {
    List<String> lines = pidFile(data);
    return lines.isEmpty() ? NONE : Long.parseLong(lines.get(0).strip());
  }

  private static boolean isPostgres(long pid) throws IOException {
    Path name = Path.of("/proc", Long.toString(pid), "comm");
    return Files.exists(name) && Files.readString(name).startsWith("postgres");
  }

  private static List<String> pidFile(Path data) throws IOException {
    Path file = data.resolve("postmaster.pid");
    return Files.exists(file)
        ? Files.readString(file, StandardCharsets.UTF_8).lines().toList()
        : List.of();
  }

  private static Path log(Path data) {
    return data.resolveSibling("postgresql.log");
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while PostgreSQL starts", e);
    }
  }
}
