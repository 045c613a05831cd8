package gufo.kit.access;

import gufo.kit.problem.Problem;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Tells a caller who announces too large a request how large it may be. The HTTP server has the
 * same limit but would close the connection without a word. Refuses the one character that no text
 * in the database can hold, and a media type that the server would stumble over.
 */
@ApplicationScoped
class RequestBounds {

  /** After Quarkus has authorised the request, before the server's own check. */
  private static final int PRIORITY = 60;

  private static final int TOO_LARGE = 413;
  private static final String MEDIA_TYPE = "[\\w.+*-]+/[\\w.+*-]+ *(;[^,]*)?";

  private final long largest;

  RequestBounds(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize largest) {
    this.largest = largest.asLongValue();
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, PRIORITY);
  }

  private void check(RoutingContext context) {
    String announced = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    String type = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
    if (context.request().uri().contains("%00")) {
      new Problem("Bad address", 400, "the address has a NUL, %00; accepted: texts", null, null)
          .send(context.response());
    } else if (type != null && !type.matches(MEDIA_TYPE)) {
      String wrong =
          "Content-Type is no media type; accepted: TYPE/SUBTYPE, such as application/json";
      new Problem("Unknown media type", 415, wrong, null, null).send(context.response());
    } else if (announced != null && announced.matches("[0-9]{1,18}") && !fits(announced)) {
      refuse(context, announced);
    } else {
      context.next();
    }
  }

  private boolean fits(String announced) {
    return Long.parseLong(announced) <= largest;
  }

  private void refuse(RoutingContext context, String announced) {
    String detail =
        "the request is %s bytes long; accepted: at most %d bytes".formatted(announced, largest);
    context.response().putHeader(HttpHeaders.CONNECTION, "close");
    new Problem("Request too large", TOO_LARGE, detail, null, null)
        .send(context.response())
        .onComplete(sent -> context.request().connection().close());
  }
}
