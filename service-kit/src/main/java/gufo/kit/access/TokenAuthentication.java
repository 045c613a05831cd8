package gufo.kit.access;

import gufo.kit.KitConfig;
import gufo.kit.problem.Problem;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * {@code Authorization: Bearer TOKEN} by the tokens of a folder (decision 0029). What each role may
 * do is in microprofile-config.properties. Switched off, it knows nobody and nothing is asked of
 * anybody; a process that others can reach does not start so.
 */
@ApplicationScoped
class TokenAuthentication implements HttpAuthenticationMechanism {

  private static final String SCHEME = "Bearer";
  private static final String CHALLENGE = "WWW-Authenticate";

  private final Optional<Callers> callers;

  TokenAuthentication(KitConfig config, @ConfigProperty(name = "quarkus.http.host") String host)
      throws IOException {
    if (config.authentication().enabled()) {
      Path folder = config.authentication().tokens().orElseThrow(TokenAuthentication::noTokens);
      callers = Optional.of(Callers.read(folder));
    } else {
      if (!InetAddress.getByName(host).isLoopbackAddress()) {
        throw new IllegalArgumentException(
            "gufo.authentication.enabled is 'false' and quarkus.http.host is '%s'; accepted without authentication: a loopback address"
                .formatted(host));
      }
      callers = Optional.empty();
    }
  }

  private static IllegalArgumentException noTokens() {
    return new IllegalArgumentException(
        "gufo.authentication.tokens is not set; accepted: a folder of tokens, or"
            + " gufo.authentication.enabled=false for a process that listens on a loopback address");
  }

  /** Makes this bean, and with it its checks, before the first request comes. */
  void start(@Observes StartupEvent event) {}

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext context, IdentityProviderManager identities) {
    return Uni.createFrom()
        .item(bearer(context).flatMap(this::known).map(TokenAuthentication::identity).orElse(null));
  }

  private static Optional<String> bearer(RoutingContext context) {
    String header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
    return header != null && header.regionMatches(true, 0, SCHEME + " ", 0, SCHEME.length() + 1)
        ? Optional.of(header.substring(SCHEME.length() + 1).strip())
        : Optional.empty();
  }

  private Optional<Callers.Caller> known(String token) {
    return callers.flatMap(all -> all.holding(token));
  }

  private static SecurityIdentity identity(Callers.Caller caller) {
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(new QuarkusPrincipal(caller.name()))
        .addRole(caller.role())
        .build();
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext context) {
    return Uni.createFrom().item(new ChallengeData(401, CHALLENGE, SCHEME));
  }

  @Override
  public Uni<Boolean> sendChallenge(RoutingContext context) {
    context.response().putHeader(CHALLENGE, SCHEME);
    new Problem(
            "Not authenticated",
            401,
            "Authorization is missing or names no caller; accepted: Bearer and a token that is known here",
            null,
            null)
        .send(context.response());
    return Uni.createFrom().item(true);
  }
}
