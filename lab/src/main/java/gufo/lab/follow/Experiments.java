package gufo.lab.follow;

import com.fasterxml.jackson.databind.JsonNode;
import gufo.contracts.id.ContentId;
import gufo.contracts.id.Json;
import gufo.contracts.plan.Node;
import gufo.contracts.plan.Plan;
import gufo.contracts.result.BasesSummary;
import gufo.contracts.spec.Sweep;
import gufo.lab.home.StackState;
import gufo.lab.stack.Http;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The running stack's experiments, over its HTTP API. */
public final class Experiments {
  private static final int MOST_SUMMED = 100;

  private final StackState stack;

  public Experiments(StackState stack) {
    this.stack = stack;
  }

  /** What a submission ended in. */
  public sealed interface Submission {}

  /** What a registration ended in. */
  public sealed interface Registration {}

  /** Under way, or there already; {@code status} as the teacher service words it. */
  public record Accepted(String id, String name, String status) implements Submission {
    private boolean endedInVain() {
      return status.equals("failed") || status.equals("cancelled");
    }
  }

  /** Frozen, now or before. */
  public record Registered(String name, String specHash, String registeredAt)
      implements Registration {}

  /** Refused; nothing was stored. */
  public record Refused(List<String> errors) implements Submission, Registration {}

  /**
   * Submits a spec.
   *
   * @param exploratory whether it may be another than the one registered under its name
   */
  public Submission submit(Sweep.Experiment experiment, boolean exploratory) throws IOException {
    return submit(experiment, exploratory, Map.of());
  }

  /**
   * Submits a spec unless these very recipes were submitted so before; one that failed or was
   * cancelled is submitted again.
   *
   * @param sweep the name of the sweep, all of whose experiments take their turn as one
   */
  public Submission submitOnce(String sweep, Sweep.Experiment experiment, boolean exploratory)
      throws IOException {
    List<String> recipes = Plan.of(experiment.spec()).nodes().stream().map(Node::id).toList();
    for (int attempt = 1; ; attempt++) {
      String key = ContentId.of(List.of(experiment.spec().hash(), recipes, attempt));
      Map<String, String> headers = Map.of("Idempotency-Key", key, "Gufo-Sweep", sweep);
      Submission submission = submit(experiment, exploratory, headers);
      if (!(submission instanceof Accepted accepted) || !accepted.endedInVain()) {
        return submission;
      }
    }
  }

  private Submission submit(
      Sweep.Experiment experiment, boolean exploratory, Map<String, String> headers)
      throws IOException {
    String path = exploratory ? "/experiments?exploratory=true" : "/experiments";
    Http.Answer answer = send(path, experiment, headers);
    JsonNode body = tree(answer);
    return answer.status() == 202
        ? new Accepted(text(body, "id"), text(body, "name"), text(body, "status"))
        : new Refused(errors(answer, body));
  }

  /** Freezes a spec under its name. */
  public Registration register(Sweep.Experiment experiment) throws IOException {
    Http.Answer answer = send("/preregistrations", experiment, Map.of());
    JsonNode body = tree(answer);
    return answer.status() == 201
        ? new Registered(text(body, "name"), text(body, "specHash"), text(body, "registeredAt"))
        : new Refused(errors(answer, body));
  }

  private Http.Answer send(String path, Sweep.Experiment experiment, Map<String, String> headers)
      throws IOException {
    Map<String, String> all = new HashMap<>(headers);
    all.put("Content-Type", "application/json");
    return Http.post(teacher(path), all, Json.mapper().writeValueAsBytes(experiment.document()));
  }

  /** What the experiments show over bases; empty unless they differ in base and seed alone. */
  public Optional<BasesSummary> summary(List<String> ids) throws IOException {
    if (ids.size() < 2 || ids.size() > MOST_SUMMED) {
      return Optional.empty();
    }
    Http.Answer answer = Http.get(stack.url("evaluator") + "/summary?ids=" + String.join(",", ids));
    return answer.status() == 400
        ? Optional.empty()
        : Optional.of(Json.mapper().treeToValue(expected(answer), BasesSummary.class));
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

  /** The newest first, at most {@code limit} of them. */
  public JsonNode list(int limit) throws IOException {
    return expected(Http.get(teacher("/experiments?limit=" + limit)));
  }

  public Optional<JsonNode> find(String id) throws IOException {
    Http.Answer answer = Http.get(teacher("/experiments/" + id));
    return answer.status() == 404 ? Optional.empty() : Optional.of(expected(answer));
  }

  public void cancel(String id) throws IOException {
    Map<String, String> json = Map.of("Content-Type", "application/json");
    expected(Http.post(teacher("/experiments/" + id + "/cancel"), json, new byte[0]));
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

  private static String text(JsonNode body, String field) {
    return body.path(field).asText();
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
