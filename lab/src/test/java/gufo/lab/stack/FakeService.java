package gufo.lab.stack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands for any of the five services: ready at once, accepts every spec, concludes at the third
 * question.
 */
public final class FakeService {
  private static final AtomicInteger ASKED = new AtomicInteger();

  private FakeService() {}

  public static void main(String[] arguments) throws Exception {
    int port = Integer.parseInt(System.getenv("QUARKUS_HTTP_PORT"));
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
    server.createContext("/q/health/ready", exchange -> answer(exchange, 200, "{}"));
    server.createContext(
        "/experiments",
        exchange -> answer(exchange, 202, "{\"id\":\"e1\",\"name\":\"owl-numbers\"}"));
    server.createContext("/results", FakeService::result);
    server.start();
    System.out.println("up on " + port);
    long parent = Long.parseLong(System.getenv("GUFO_PARENT_PID"));
    while (ProcessHandle.of(parent).map(ProcessHandle::isAlive).orElse(false)) {
      Thread.sleep(100);
    }
    System.exit(0);
  }

  private static void result(HttpExchange exchange) throws IOException {
    int asked = ASKED.incrementAndGet();
    if (asked == 1) {
      answer(exchange, 404, "{}");
    } else if (asked == 2) {
      String running =
          "{\"id\":\"e1\",\"status\":\"running\",\"stages\":[{\"stage\":\"teacher\",\"done\":1,\"total\":3}]}";
      answer(exchange, 202, running);
    } else {
      answer(exchange, 200, Files.readString(Path.of(System.getenv("FAKE_RESULT"))));
    }
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }
}
