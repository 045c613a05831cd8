package gufo.lab.cli;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import gufo.contracts.id.Json;
import gufo.lab.home.Home;
import gufo.lab.home.StackState;
import gufo.lab.stack.Stage;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A stack that is up on a home: teacher and evaluator in this process, which answer what a test
 * wants. Every experiment is running when it is first asked for and has ended after that.
 */
final class FakeStack implements AutoCloseable {

  private final HttpServer server;
  private final Process launcher;
  private final Home.Lock lock;
  private final JsonNode result;
  private final Map<String, String> idByKey = new HashMap<>();
  private final Map<String, Integer> asked = new HashMap<>();

  /** Names of what was submitted anew, in order, with the query. */
  final List<String> submitted = new ArrayList<>();

  /** What the next submissions are refused with, by the experiment's name. */
  final Map<String, String> refusals = new HashMap<>();

  /** What the evaluator says of an experiment's end, by its name; else it is concluded. */
  final Map<String, String> endings = new HashMap<>();

  /** Names of the blobs that every stage wants to keep. */
  final List<String> wanted = new ArrayList<>();

  /** The answer to a question for a summary. */
  String summary = "";

  FakeStack(Home home) throws IOException {
    result = Json.mapper().readTree(FakeStack.class.getResource("/result.json"));
    home.create();
    lock = home.tryLock().orElseThrow();
    launcher = new ProcessBuilder("sleep", "600").start();
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext("/experiments", this::experiments);
    server.createContext("/preregistrations", this::preregistrations);
    server.createContext("/results", this::results);
    server.createContext(
        "/summary", exchange -> answer(exchange, summary.isEmpty() ? 400 : 200, summary));
    server.createContext(
        "/artifacts/wanted", exchange -> answer(exchange, 200, Json.write(wanted)));
    server.start();
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    StackState.Service service = new StackState.Service(url, launcher.pid());
    new StackState(
            launcher.pid(),
            1,
            0,
            "",
            "",
            Stage.words().stream().collect(toMap(word -> word, word -> service)),
            null)
        .write(home);
  }

  private void experiments(HttpExchange exchange) throws IOException {
    String name = name(exchange);
    if (refusals.containsKey(name)) {
      answer(exchange, 409, problem(refusals.get(name)));
      return;
    }
    String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
    String id = key == null ? null : idByKey.get(key);
    if (id == null) {
      String query = exchange.getRequestURI().getQuery();
      submitted.add(query == null ? name : name + "?" + query);
      id = name + "@" + UUID.randomUUID();
      idByKey.put(key, id);
    }
    boolean ended = asked.getOrDefault(id, 0) > 1;
    String status = ended ? endings.getOrDefault(name, "concluded") : "running";
    answer(
        exchange,
        202,
        "{\"id\":\"%s\",\"name\":\"%s\",\"status\":\"%s\"}".formatted(id, name, status));
  }

  private void preregistrations(HttpExchange exchange) throws IOException {
    String name = name(exchange);
    if (refusals.containsKey(name)) {
      answer(exchange, 409, problem(refusals.get(name)));
    } else {
      answer(
          exchange,
          201,
          "{\"name\":\"%s\",\"specHash\":\"5f1c\",\"registeredAt\":\"2026-11-25T10:15:30Z\"}"
              .formatted(name));
    }
  }

  private void results(HttpExchange exchange) throws IOException {
    String id = exchange.getRequestURI().getPath().substring("/results/".length());
    if (asked.merge(id, 1, Integer::sum) == 1) {
      answer(
          exchange,
          202,
          "{\"status\":\"running\",\"stages\":[{\"stage\":\"student\",\"done\":2,\"total\":5}]}");
      return;
    }
    String name = id.substring(0, id.indexOf('@'));
    ObjectNode ended = result.deepCopy();
    ended.put("id", id).put("experiment", name);
    answer(exchange, 200, ended.put("status", endings.getOrDefault(name, "concluded")).toString());
  }

  private static String name(HttpExchange exchange) throws IOException {
    return Json.mapper().readTree(exchange.getRequestBody()).path("name").asText();
  }

  private static String problem(String message) {
    return "{\"title\":\"Refused\",\"errors\":[{\"message\":\"%s\"}]}".formatted(message);
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    launcher.destroy();
    lock.close();
  }
}
