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
 * same limit but would close the connection without a word.
 */
@ApplicationScoped
class RequestSize {

  /** After Quarkus has authorised the request, before the server's own check. */
  private static final int PRIORITY = 60;

  private static final int TOO_LARGE = 413;

  private final long largest;

  RequestSize(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize largest) {
    this.largest = largest.asLongValue();
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, PRIORITY);
  }

  private void check(RoutingContext context) {
    String announced = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    if (announced == null || !announced.matches("[0-9]{1,18}") || fits(announced)) {
      context.next();
      return;
    }
    String detail =
        "the request is %s bytes long; accepted: at most %d bytes".formatted(announced, largest);
    context.response().putHeader(HttpHeaders.CONNECTION, "close");
    new Problem("Request too large", TOO_LARGE, detail, null, null)
        .send(context.response())
        .onComplete(sent -> context.request().connection().close());
  }

  private boolean fits(String announced) {
    return Long.parseLong(announced) <= largest;
  }
}
