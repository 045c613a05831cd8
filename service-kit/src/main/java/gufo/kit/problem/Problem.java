package gufo.kit.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import gufo.contracts.id.Json;
import gufo.contracts.spec.SpecProblem;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;

/**
 * An answer for a caller who cannot be served (RFC 9457).
 *
 * @param detail written for the caller
 * @param errors one entry a wrong field
 * @param incident names the log entry of a fault of ours
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
    String title, int status, String detail, List<FieldError> errors, String incident) {

  /** The media type of problem answers. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** What is wrong with one field: where, what stands there, what would be accepted. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record FieldError(String path, String value, String accepted, String message) {}

  /** Ends a response with this, for what is answered before any resource is asked. */
  public Future<Void> send(HttpServerResponse response) {
    return response
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE)
        .end(Json.write(this));
  }

  /** Thrown by resources; the one mapper answers with it. */
  public static final class Refused extends RuntimeException {
    private final transient Problem problem;

    /**
     * @param problems what is wrong with what the caller sent, at least one
     */
    public static Refused of(int status, String title, List<SpecProblem> problems) {
      List<FieldError> errors =
          problems.stream()
              .map(p -> new FieldError(p.path(), p.value(), p.accepted(), p.message()))
              .toList();
      String more = errors.size() > 1 ? " (and " + (errors.size() - 1) + " more)" : "";
      return new Refused(status, title, errors.get(0).message() + more, errors);
    }

    public Refused(int status, String title, String detail, List<FieldError> errors) {
      super(title + ": " + detail, null, false, false);
      this.problem = new Problem(title, status, detail, errors, null);
    }

    Problem problem() {
      return problem;
    }
  }
}
