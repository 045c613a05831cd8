package gufo.lab.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import gufo.contracts.id.Json;
import gufo.embedded.Lifeline;
import gufo.lab.home.Home;
import gufo.lab.home.StackState;
import gufo.lab.stack.Http;
import gufo.lab.stack.Stage;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A home and the stack on it, looked at from outside: over HTTP, in its database and in /proc. */
final class StackUnderTest {

  private static final Duration LONGEST = Duration.ofMinutes(8);
  private static final String USER = "gufo";

  final Home home;
  final GufoProcess gufo;

  StackUnderTest(Path home, List<String> before, Map<String, String> settings) {
    this.home = new Home(home);
    this.gufo = new GufoProcess(home, before, settings);
  }

  /** Runs a command that must succeed. */
  GufoProcess.Ended must(String... arguments) throws Exception {
    GufoProcess.Ended ended = gufo.run(arguments);
    assertThat(ended.exitCode()).as(ended.errors() + ended.output()).isZero();
    return ended;
  }

  String submit(Path spec) throws Exception {
    List<String> output = must("submit", spec.toString()).output();
    return output.get(output.size() - 1).strip();
  }

  /** The result of an experiment once it has ended, however it ended. */
  JsonNode ended(String id) {
    await(id + " to end")
        .atMost(LONGEST)
        .pollInterval(Duration.ofMillis(300))
        .until(() -> hasEnded(id));
    return result(id);
  }

  boolean hasEnded(String id) {
    try {
      return Http.get(state().url("evaluator") + "/results/" + id).status() == 200;
    } catch (IOException awayNow) {
      return false;
    }
  }

  private JsonNode result(String id) {
    try {
      return Json.mapper().readTree(Http.get(state().url("evaluator") + "/results/" + id).body());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** All of a result that must not depend on when and where the experiment ran. */
  static List<JsonNode> findings(JsonNode result) {
    return Stream.of("status", "arms", "comparisons", "rows", "verdict").map(result::path).toList();
  }

  StackState state() {
    return StackState.running(home).orElseThrow();
  }

  long pid(String process) {
    return state().services().get(process).pid();
  }

  void awaitReady() {
    await("all to be ready")
        .atMost(Duration.ofMinutes(3))
        .until(
            () ->
                state().services().values().stream()
                    .allMatch(service -> Http.isReady(service.url())));
  }

  /** kill -9, and the process is gone. */
  void kill(long pid) {
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    await().until(() -> !Lifeline.isAlive(pid));
  }

  /** Sends a signal by its name. */
  static void signal(long pid, String name) throws Exception {
    new ProcessBuilder("kill", "-" + name, Long.toString(pid)).inheritIO().start().waitFor();
  }

  /** The PostgreSQL server's own process; waits while it is being started. */
  long postmaster() throws IOException {
    Path file = home.infrastructure().resolve("postgres/postmaster.pid");
    await().atMost(Duration.ofMinutes(1)).until(() -> Files.exists(file) && Files.size(file) > 0);
    return Long.parseLong(Files.readAllLines(file).get(0).strip());
  }

  /** Where the stack sees its artifacts, whatever is mounted there for it alone. */
  Path artifacts() {
    return Path.of("/proc", Long.toString(state().launcher()), "root")
        .resolve(Path.of("/").relativize(home.artifacts()));
  }

  /** sha256 of every artifact made, by the recipe it was made from. */
  Map<String, String> made() throws SQLException {
    Map<String, String> made = new HashMap<>();
    for (String stage : Stage.words()) {
      for (String row :
          rows(
              "select id || ' ' || (result::json -> 'artifact' ->> 'sha256') from %s.job where state = 'DONE'",
              stage)) {
        made.put(row.substring(0, row.indexOf(' ')), row.substring(row.indexOf(' ') + 1));
      }
    }
    return made;
  }

  /** What is still to be done or told, over all stages. */
  List<String> leftOver() throws SQLException {
    List<String> left = new ArrayList<>();
    for (String stage : Stage.words()) {
      left.addAll(
          rows(
              "select id || ' ' || state from %s.job where state in ('QUEUED', 'RUNNING')", stage));
      left.addAll(rows("select type || ' ' || subject from %s.outbox", stage));
    }
    return left;
  }

  /** The first column of every row; {@code %s} in the query stands for the stage's schema. */
  List<String> rows(String query, String stage) throws SQLException {
    try (Connection database = DriverManager.getConnection(state().jdbcUrl(), USER, USER);
        Statement statement = database.createStatement();
        ResultSet found = statement.executeQuery(query.formatted(stage))) {
      List<String> rows = new ArrayList<>();
      while (found.next()) {
        rows.add(found.getString(1));
      }
      return rows;
    }
  }

  /** Attempts that made something, in one process since its start. */
  double made(String process) throws IOException {
    URL metrics = URI.create(state().services().get(process).url() + "/q/metrics").toURL();
    String text;
    try (InputStream answer = metrics.openStream()) {
      text = new String(answer.readAllBytes(), StandardCharsets.UTF_8);
    }
    return text.lines()
        .filter(line -> line.startsWith("gufo_job_work_seconds_count"))
        .filter(line -> line.contains("ending=\"made\""))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  /** Processes that work in this home. */
  List<String> processes() throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> all = Files.list(Path.of("/proc"))) {
      for (Path process :
          all.filter(path -> path.getFileName().toString().matches("\\d+")).toList()) {
        if (worksHere(process)
            && Lifeline.isAlive(Long.parseLong(process.getFileName().toString()))) {
          found.add(process.toString());
        }
      }
    }
    return found;
  }

  private boolean worksHere(Path process) {
    try {
      return Files.readSymbolicLink(process.resolve("cwd")).startsWith(home.root());
    } catch (IOException endedOrAnothers) {
      return false;
    }
  }
}
