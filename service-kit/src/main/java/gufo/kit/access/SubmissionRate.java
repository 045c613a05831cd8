package gufo.kit.access;

import gufo.kit.KitConfig;
import gufo.kit.problem.Problem;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A token bucket for the POST requests of each caller. There are as many as callers with a token:
 * where nobody has one, nothing is limited.
 */
@ApplicationScoped
class SubmissionRate {

  /** After Quarkus has authorised the request, before anything reads its body. */
  private static final int PRIORITY = 50;

  private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();
  private final int perMinute;

  SubmissionRate(KitConfig config) {
    this.perMinute = config.http().submissionsPerMinute();
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, PRIORITY);
  }

  private void check(RoutingContext context) {
    if (context.request().method() != HttpMethod.POST
        || !(context.user() instanceof QuarkusHttpUser user)
        || user.getSecurityIdentity().isAnonymous()) {
      context.next();
      return;
    }
    String caller = user.getSecurityIdentity().getPrincipal().getName();
    ConsumptionProbe probe =
        buckets.computeIfAbsent(caller, name -> bucket(perMinute)).tryConsumeAndReturnRemaining(1);
    if (probe.isConsumed()) {
      context.next();
      return;
    }
    long seconds = Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds() + 1;
    context.response().putHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
    String detail =
        "the caller '%s' sends more than %d POST requests a minute; accepted: the next in %d s"
            .formatted(caller, perMinute, seconds);
    new Problem("Too many requests", 429, detail, null, null).send(context.response());
  }

  private static Bucket bucket(int perMinute) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
        .build();
  }
}
