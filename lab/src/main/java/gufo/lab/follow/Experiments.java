package gufo.lab.follow;

import com.fasterxml.jackson.databind.JsonNode;
import gufo.contracts.id.Json;
import gufo.lab.home.StackState;
import gufo.lab.stack.Http;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The running stack's experiments, over its HTTP API. */
public final class Experiments {
  private final StackState stack;

  public Experiments(StackState stack) {
    this.stack = stack;
  }

  /** What a submission ended in. */
  public sealed interface Submission {}

  /** Under way. */
  public record Accepted(String id, String name) implements Submission {}

  /** Refused; nothing was stored. */
  public record Refused(List<String> errors) implements Submission {}

  /** Submits a spec as it was written; {@code json} tells which of the two formats. */
  public Submission submit(byte[] spec, boolean json) throws IOException {
    String type = json ? "application/json" : "application/yaml";
    Http.Answer answer = Http.post(teacher("/experiments"), type, spec);
    JsonNode body = tree(answer);
    if (answer.status() == 202) {
      return new Accepted(body.path("id").asText(), body.path("name").asText());
    }
    return new Refused(errors(answer, body));
  }

  /**
   * The finished result, or the progress so far; empty as long as the evaluator does not know it.
   */
  public Optional<JsonNode> result(String id) throws IOException {
    Http.Answer answer = Http.get(stack.url("evaluator") + "/results/" + id);
    return answer.status() == 404 ? Optional.empty() : Optional.of(expected(answer));
  }

  /** Whether this is a result and not progress. */
  public static boolean isFinished(JsonNode answer) {
    return !answer.path("status").asText().equals("running");
  }

  public JsonNode list() throws IOException {
    return expected(Http.get(teacher("/experiments")));
  }

  public Optional<JsonNode> find(String id) throws IOException {
    Http.Answer answer = Http.get(teacher("/experiments/" + id));
    return answer.status() == 404 ? Optional.empty() : Optional.of(expected(answer));
  }

  public void cancel(String id) throws IOException {
    expected(Http.post(teacher("/experiments/" + id + "/cancel"), "application/json", new byte[0]));
  }

  private String teacher(String path) {
    return stack.url("teacher") + path;
  }

  private static JsonNode expected(Http.Answer answer) throws IOException {
    if (answer.status() >= 300) {
      throw new IOException("The stack answered " + answer.status() + ": " + answer.body());
    }
    return tree(answer);
  }

  private static JsonNode tree(Http.Answer answer) {
    try {
      return Json.mapper().readTree(answer.body());
    } catch (IOException notJson) {
      return Json.mapper().createObjectNode();
    }
  }

  private static List<String> errors(Http.Answer answer, JsonNode problem) {
    List<String> errors = new ArrayList<>();
    for (JsonNode error : problem.path("errors")) {
      errors.add(error.path("message").asText());
    }
    if (errors.isEmpty()) {
      String title = problem.path("title").asText("The stack answered " + answer.status());
      errors.add(
          problem.hasNonNull("detail") ? title + ": " + problem.get("detail").asText() : title);
    }
    return errors;
  }
}
