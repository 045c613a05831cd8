package gufo.kit.problem;

import io.quarkus.security.ForbiddenException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.core.multipart.MultipartParser;

/** The one table from exception to answer. */
class ProblemMapper {

  private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

  @ServerExceptionMapper
  Response refused(Problem.Refused refused) {
    return answer(refused.problem());
  }

  @ServerExceptionMapper
  Response http(WebApplicationException e) {
    int status = e.getResponse().getStatus();
    if (status >= 500) {
      return unexpected(e);
    }
    Response.StatusType type = e.getResponse().getStatusInfo();
    return answer(new Problem(type.getReasonPhrase(), status, e.getMessage(), null, null));
  }

  @ServerExceptionMapper
  Response forbidden(ForbiddenException e) {
    return answer(
        new Problem(
            "Not allowed",
            403,
            "The caller's role does not allow this; accepted: read for GET, submit for POST, admin for all",
            null,
            null));
  }

  @ServerExceptionMapper
  Response unexpected(Exception e) {
    if (isOfAForm(e)) {
      return answer(
          new Problem(
              "Not a form",
              400,
              "the body cannot be read; accepted: multipart/form-data, whole, with its boundary",
              null,
              null));
    }
    String incident = UUID.randomUUID().toString();
    LOG.errorf(e, "incident %s", incident);
    return answer(
        new Problem(
            "Internal error",
            500,
            "Something went wrong here; the log has the incident.",
            null,
            incident));
  }

  /** The server tells a malformed form from a fault of its own by words alone. */
  private static boolean isOfAForm(Exception e) {
    String message = String.valueOf(e.getMessage());
    return e instanceof MultipartParser.MalformedMessageException
        || message.contains("terminated parsing multipart")
        || message.startsWith("Failed to parse media type");
  }

  private static Response answer(Problem problem) {
    return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem).build();
  }
}
