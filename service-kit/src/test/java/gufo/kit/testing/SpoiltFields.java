package gufo.kit.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gufo.contracts.id.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Spoils one field at a time of good requests to everything that a service's OpenAPI document
 * offers: query parameters, headers, fields of JSON bodies. Each must be refused for some value,
 * and whatever is refused must be told by the field's name.
 */
public final class SpoiltFields {

  private static final List<String> TEXTS = List.of("-1", "owl", "", "x".repeat(201));
  private static final List<String> JSON = List.of("-1", "\"owl\"", "{\"owl\": []}", "[[]]");

  private final URI address;
  private final String token;
  private final Map<String, String> good;
  private final List<String> problems = new ArrayList<>();

  /**
   * @param address of the service
   * @param caller whose token is shown, of {@link Tokens}
   * @param good bodies that the service takes, by media type; of those in JSON the fields are
   *     spoilt
   */
  public SpoiltFields(URI address, String caller, Map<String, String> good) {
    this.address = address;
    this.token = Tokens.of(caller);
    this.good = good;
  }

  /** Fields that are refused for no value, and answers that do not name theirs. */
  public List<String> problems() {
    for (Operation operation : Operation.of(address, token)) {
      for (Operation.Parameter parameter : operation.parameters()) {
        spoil(operation, parameter);
      }
      if (operation.hasBody()) {
        good.forEach((type, body) -> spoil(operation, type, body));
      }
    }
    return problems;
  }

  /** Of every kind of answer, for one may need a parameter that another does not. */
  private void spoil(Operation operation, Operation.Parameter parameter) {
    List<RawHttp.Answer> answers = new ArrayList<>();
    for (String value : TEXTS) {
      for (String wanted : operation.types()) {
        answers.add(ask(operation, parameter, value, wanted));
      }
    }
    check(operation, parameter.name(), answers);
  }

  private RawHttp.Answer ask(
      Operation operation, Operation.Parameter parameter, String value, String wanted) {
    Map<String, String> headers = new LinkedHashMap<>(Map.of("Accept", wanted));
    String body = "";
    if (operation.hasBody() && !good.isEmpty()) {
      Map.Entry<String, String> any = good.entrySet().iterator().next();
      headers.put("Content-Type", any.getKey());
      body = any.getValue();
    }
    String query = "";
    if (parameter.inQuery()) {
      query = "?" + parameter.name() + "=" + URLEncoder.encode(value, StandardCharsets.US_ASCII);
    } else {
      headers.put(parameter.name(), value);
    }
    return ask(operation, query, headers, body);
  }

  private void spoil(Operation operation, String type, String body) {
    if (!body.startsWith("{")) {
      return;
    }
    JsonNode whole = tree(body);
    fields(
        whole,
        (parent, name) -> {
          JsonNode before = parent.get(name);
          List<RawHttp.Answer> answers = new ArrayList<>();
          for (String value : JSON) {
            parent.set(name, tree(value));
            answers.add(ask(operation, "", Map.of("Content-Type", type), whole.toString()));
          }
          parent.set(name, before);
          check(operation, name, answers);
        });
  }

  private interface Field {
    void spoil(ObjectNode parent, String name);
  }

  private static void fields(JsonNode node, Field field) {
    if (node instanceof ObjectNode object) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      for (String name : names) {
        fields(object.get(name), field);
        field.spoil(object, name);
      }
    } else if (node instanceof ArrayNode array) {
      array.forEach((Consumer<JsonNode>) element -> fields(element, field));
    }
  }

  private void check(Operation operation, String field, List<RawHttp.Answer> answers) {
    List<RawHttp.Answer> refusals =
        answers.stream().filter(answer -> isAboutAField(operation, answer)).toList();
    if (refusals.isEmpty()) {
      problems.add(operation + " takes anything for " + field);
    }
    for (RawHttp.Answer refusal : refusals) {
      if (!names(refusal, field)) {
        problems.add(operation + " does not name " + field + ": " + refusal);
      }
    }
  }

  /** Neither of what a path names, which is not there, nor of what is there already. */
  private static boolean isAboutAField(Operation operation, RawHttp.Answer answer) {
    return answer.status() >= 400
        && answer.status() != 409
        && !(answer.status() == 404 && operation.path().contains("{"));
  }

  private static boolean names(RawHttp.Answer answer, String field) {
    JsonNode problem = tree(answer.body());
    List<String> told = new ArrayList<>(List.of(problem.path("detail").asText()));
    problem.path("errors").forEach(error -> told.add(error.path("path").asText()));
    return told.stream().anyMatch(text -> text.contains(field));
  }

  private RawHttp.Answer ask(
      Operation operation, String query, Map<String, String> headers, String body) {
    StringBuilder head = new StringBuilder(operation.method());
    head.append(' ').append(operation.path()).append(query);
    head.append(" HTTP/1.0\r\nAuthorization: Bearer ").append(token).append("\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    head.append("Content-Length: ").append(body.length()).append("\r\n\r\n").append(body);
    try {
      return RawHttp.send(address, head.toString().getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode tree(String json) {
    try {
      return Json.mapper().readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(json, e);
    }
  }
}
