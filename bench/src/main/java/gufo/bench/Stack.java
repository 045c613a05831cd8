package gufo.bench;

import com.fasterxml.jackson.databind.JsonNode;
import gufo.contracts.id.Json;
import gufo.lab.follow.Experiments;
import gufo.lab.home.Home;
import gufo.lab.home.StackState;
import gufo.lab.stack.Stage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code ./gufo} on a home of its own, which is deleted at the end; and its database. */
final class Stack implements AutoCloseable {

  private static final String USER = "gufo";
  private static final long POLL_NANOS = Duration.ofMillis(150).toNanos();

  private final Path checkout;
  private final Path home;

  Stack(Path checkout) throws IOException {
    this.checkout = checkout;
    this.home = Files.createTempDirectory("gufo-bench");
  }

  /** {@code ./gufo up}. */
  void up(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("up"));
    command.addAll(List.of(arguments));
    gufo(command.toArray(String[]::new));
  }

  /** {@code ./gufo down}. */
  void down() throws IOException {
    gufo("down");
  }

  /** {@code ./gufo run SPEC}; the result. */
  JsonNode run(String yaml) throws IOException {
    Path spec = Files.writeString(home.resolve("spec.yaml"), yaml);
    return Json.mapper().readTree(gufo("run", spec.toString(), "--json"));
  }

  /** The experiment, submitted and waited for without a process beside the stack's own. */
  void follow(String yaml) throws IOException {
    await(submit(yaml));
  }

  /** The id of the experiment, submitted by itself. */
  String submit(String yaml) throws IOException {
    return accepted(experiments().submit(Bench.experiment(yaml), false));
  }

  /** The id of the experiment, submitted as one of a sweep. */
  String submit(String sweep, String yaml) throws IOException {
    return accepted(experiments().submitOnce(sweep, Bench.experiment(yaml), false));
  }

  private static String accepted(Experiments.Submission submission) throws IOException {
    if (submission instanceof Experiments.Accepted accepted) {
      return accepted.id();
    }
    throw new IOException(submission.toString());
  }

  /** Returns when the experiment has ended. */
  void await(String id) throws IOException {
    while (experiments().result(id).filter(Experiments::isFinished).isEmpty()) {
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private Experiments experiments() {
    return new Experiments(state());
  }

  private String gufo(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(checkout.resolve("gufo").toString()));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--home", home.toString()));
    Path errors = home.resolve("errors.txt");
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException(
            "%s ended with %d: %s"
                .formatted(
                    String.join(" ", command), process.exitValue(), Files.readString(errors)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    return output;
  }

  StackState state() {
    return StackState.running(new Home(home)).orElseThrow();
  }

  void execute(String statement) throws IOException {
    try (Connection database = database();
        Statement prepared = database.createStatement()) {
      prepared.execute(statement);
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  private Connection database() throws SQLException {
    return DriverManager.getConnection(state().jdbcUrl(), USER, USER);
  }

  /** The first column of every row, as numbers. */
  List<Double> numbers(String query) throws IOException {
    try (Connection database = database();
        Statement statement = database.createStatement();
        ResultSet found = statement.executeQuery(query)) {
      List<Double> numbers = new ArrayList<>();
      while (found.next()) {
        numbers.add(found.getDouble(1));
      }
      return numbers;
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  /** The same query on every stage's schema, for {@code %s}, all rows together. */
  static String ofAllStages(String query) {
    return Stage.words().stream()
        .map(stage -> query.formatted(stage, stage))
        .collect(Collectors.joining(" union all "));
  }

  @Override
  public void close() throws IOException {
    try {
      down();
    } finally {
      try (Stream<Path> all = Files.walk(home)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(path);
        }
      }
    }
  }
}
