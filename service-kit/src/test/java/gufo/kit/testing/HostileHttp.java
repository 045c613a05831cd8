package gufo.kit.testing;

import com.fasterxml.jackson.databind.JsonNode;
import gufo.contracts.Mutation;
import gufo.contracts.id.Json;
import io.quarkus.runtime.configuration.MemorySize;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Asks everything that a service's OpenAPI document offers in ways that nobody should, and tells
 * where the answer is not what it must be: in time, no fault of the service, and a problem in words
 * where something was wrong. Equal seeds ask the same.
 */
public final class HostileHttp {

  /** What an answer never says: where the code or the machine's files are. */
  private static final Pattern TOLD_TOO_MUCH =
      Pattern.compile("\\tat |root:x:|(java|jakarta|io\\.quarkus|org\\.hibernate)\\.[a-z]+\\.");

  /** More than the buffers of both ends of a connection within a machine hold. */
  private static final long BUFFERED = 16 << 20;

  private final URI address;
  private final String token;
  private final Map<String, String> good;
  private final List<Operation> operations;

  /** One request; its random numbers come from its own seed. */
  private record Ask(long seed, String head, byte[] body) {
    byte[] bytes() {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
      out.writeBytes(body);
      return out.toByteArray();
    }
  }

  /**
   * @param address of the service
   * @param caller whose token is shown, of {@link Tokens}
   * @param good bodies that the service takes, by media type; they are sent with parts spoilt
   */
  public HostileHttp(URI address, String caller, Map<String, String> good) {
    this.address = address;
    this.token = Tokens.of(caller);
    this.good = good;
    this.operations = Operation.of(address, token);
  }

  /** What went wrong in {@code requests} requests, none as it should be; each with its seed. */
  public List<String> problems(long seed, int requests) {
    List<String> problems = new ArrayList<>();
    for (int i = 0; i < requests; i++) {
      Ask ask = ask(seed + i);
      try {
        wrong(RawHttp.send(address, ask.bytes()))
            .forEach(problem -> problems.add(describe(ask) + problem));
      } catch (SocketTimeoutException e) {
        problems.add(describe(ask) + "no answer");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return problems;
  }

  /** Operations of the document that somebody without a token is not refused. */
  public List<String> open() {
    return operations.stream()
        .filter(operation -> status(operation.method(), operation.path()) != 401)
        .map(Operation::toString)
        .toList();
  }

  /**
   * What is wrong with the way a POST ends whose body does not: it is refused as too large, and no
   * more of it taken than the limit and what lies in the sockets' buffers. The server ends such an
   * answer itself, without words.
   *
   * @param begin the body's first part, alone one that the service takes
   */
  public List<String> endless(String path, String type, String begin) {
    long limit =
        ConfigProvider.getConfig()
            .getValue("quarkus.http.limits.max-body-size", MemorySize.class)
            .asLongValue();
    String head =
        "POST %s HTTP/1.1\r\nHost: gufo\r\nAuthorization: Bearer %s\r\nContent-Type: %s\r\nTransfer-Encoding: chunked\r\n\r\n"
            .formatted(path, token, type);
    try {
      RawHttp.Cut cut = RawHttp.sendWithoutEnd(address, head, begin, limit + 2 * BUFFERED);
      List<String> wrong = new ArrayList<>();
      if (cut.answer().status() != 413) {
        wrong.add("not refused as too large: " + cut.answer());
      }
      if (cut.sent() > limit + BUFFERED) {
        wrong.add(cut.sent() + " bytes were taken");
      }
      return wrong;
    } catch (IOException e) {
      return List.of("neither answered nor cut off: " + e);
    }
  }

  private int status(String method, String path) {
    String head = "%s %s HTTP/1.1\r\nHost: gufo\r\nConnection: close\r\n\r\n";
    String filled = path.replaceAll("\\{\\w+}", "x");
    try {
      return RawHttp.send(
              address, head.formatted(method, filled).getBytes(StandardCharsets.US_ASCII))
          .status();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Ask ask(long seed) {
    Random random = new Random(seed);
    Operation operation = pick(operations, random);
    String method =
        random.nextInt(4) == 0 ? pick(HostileWords.METHODS, random) : operation.method();
    String type =
        random.nextInt(3) > 0 && !good.isEmpty()
            ? pick(List.copyOf(good.keySet()), random)
            : pick(HostileWords.TYPES, random);
    byte[] body = method.equals("GET") || method.equals("HEAD") ? new byte[0] : body(type, random);
    StringBuilder head =
        new StringBuilder(method).append(' ').append(path(operation.path(), random));
    head.append(" HTTP/1.0\r\nHost: gufo\r\nAuthorization: Bearer ");
    head.append(token).append("\r\nContent-Type: ").append(type).append("\r\n");
    for (int more = random.nextInt(3); more > 0; more--) {
      head.append(pick(HostileWords.HEADERS, random)).append("\r\n");
    }
    if (body.length > 0) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    return new Ask(seed, head.append("\r\n").toString(), body);
  }

  private static String path(String template, Random random) {
    StringBuilder path = new StringBuilder(template.startsWith("/") ? template : "/" + template);
    for (int at = path.indexOf("{"); at >= 0; at = path.indexOf("{")) {
      path.replace(
          at, path.indexOf("}") + 1, pick(HostileWords.VALUES, random).replace("{", "%7b"));
    }
    if (random.nextInt(8) == 0) {
      path.insert(0, "/" + pick(HostileWords.VALUES, random));
    }
    String separator = "?";
    for (int more = random.nextInt(3); more > 0; more--) {
      String name =
          pick(
              List.of("limit", "state", "ids", "since", "exploratory", "lines", "q", "%00", ""),
              random);
      path.append(separator).append(name).append('=').append(pick(HostileWords.VALUES, random));
      separator = "&";
    }
    return path.toString();
  }

  private byte[] body(String type, Random random) {
    String whole = good.get(type);
    return whole == null || random.nextInt(4) == 0
        ? pick(HostileWords.BODIES, random).getBytes(StandardCharsets.UTF_8)
        : Mutation.of(whole, random.nextLong());
  }

  private static <T> T pick(List<T> from, Random random) {
    return from.get(random.nextInt(from.size()));
  }

  private static List<String> wrong(RawHttp.Answer answer) {
    List<String> wrong = new ArrayList<>();
    if (answer.status() >= 500) {
      wrong.add("a fault of the service: " + answer);
    }
    if (answer.status() < 500 && TOLD_TOO_MUCH.matcher(answer.body()).find()) {
      wrong.add("tells too much: " + answer);
    }
    if (answer.headers().containsKey("set-cookie")) {
      wrong.add("a header of the caller's making: " + answer);
    }
    if (answer.status() >= 400 && answer.status() < 500 && !answer.body().isEmpty()) {
      wrong.addAll(problem(answer));
    }
    return wrong;
  }

  private static List<String> problem(RawHttp.Answer answer) {
    if (!answer.headers().getOrDefault("content-type", "").startsWith("application/problem+json")) {
      return List.of("no problem: " + answer);
    }
    try {
      JsonNode problem = Json.mapper().readTree(answer.body());
      return problem.path("detail").asText().isBlank()
          ? List.of("a problem without words: " + answer)
          : List.of();
    } catch (IOException e) {
      return List.of("no JSON: " + answer);
    }
  }

  private static String describe(Ask ask) {
    String head =
        ask.head()
            .lines()
            .filter(line -> !line.startsWith("Authorization"))
            .map(line -> line.substring(0, Math.min(line.length(), 100)))
            .collect(Collectors.joining(" | "));
    return "seed %d, %s: ".formatted(ask.seed(), head);
  }
}
