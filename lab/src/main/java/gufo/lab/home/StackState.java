package gufo.lab.home;

import gufo.contracts.id.Json;
import gufo.embedded.Lifeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;

/**
 * What runs on a home and where, in {@code stack.json}. It is written last, so a state that is
 * there was ready once; it counts only while the launcher that wrote it lives and holds the home's
 * lock.
 *
 * @param launcher pid of the supervising process
 * @param seconds what the start took
 * @param prometheus address of the Prometheus beside it, null when there is none
 */
public record StackState(
    long launcher,
    double seconds,
    long infrastructure,
    String kafka,
    String jdbcUrl,
    Map<String, Service> services,
    String prometheus) {

  /** One service: its address stays over restarts, its pid does not. */
  public record Service(String url, long pid) {}

  public String url(String stage) {
    return services.get(stage).url();
  }

  public static Optional<StackState> running(Home home) {
    Optional<StackState> state = read(home).filter(found -> Lifeline.isAlive(found.launcher()));
    if (state.isEmpty()) {
      return state;
    }
    Optional<Home.Lock> lock = home.tryLock();
    lock.ifPresent(Home.Lock::close);
    return lock.isPresent() ? Optional.empty() : state;
  }

  public void write(Home home) {
    Path partial = home.root().resolve("stack.json.new");
    try {
      Files.writeString(
          partial, Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(this));
      Files.move(partial, home.stateFile(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static void delete(Home home) {
    try {
      Files.deleteIfExists(home.stateFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<StackState> read(Home home) {
    try {
      return Optional.of(
          Json.mapper().readValue(Files.readString(home.stateFile()), StackState.class));
    } catch (IOException absentOrUnreadable) {
      return Optional.empty();
    }
  }
}
