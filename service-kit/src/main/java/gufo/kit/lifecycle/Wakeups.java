package gufo.kit.lifecycle;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgConnection;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * PostgreSQL notifications of this schema, told to whoever waits. A lost connection is replaced; in
 * the meantime everyone polls.
 */
@ApplicationScoped
public class Wakeups {

  private static final Logger LOG = Logger.getLogger(Wakeups.class);
  private static final long RECONNECT_MILLIS = 1000;

  private final Map<String, List<Runnable>> waiting = new ConcurrentHashMap<>();
  private final Pool pool;
  private final Vertx vertx;
  private final String channel;
  private volatile boolean stopping;

  Wakeups(
      Pool pool,
      Vertx vertx,
      @ConfigProperty(name = "quarkus.flyway.default-schema") String schema) {
    this.pool = pool;
    this.vertx = vertx;
    this.channel = "gufo_" + schema;
  }

  /**
   * @param wake run whenever there is work in {@code table}, as its trigger says; it must not block
   */
  public void on(String table, Runnable wake) {
    waiting.computeIfAbsent(table, t -> new CopyOnWriteArrayList<>()).add(wake);
  }

  void start(@Observes StartupEvent event) {
    listen();
  }

  void stop(@Observes ShutdownEvent event) {
    stopping = true;
  }

  private void listen() {
    if (stopping) {
      return;
    }
    pool.getConnection()
        .map(PgConnection::cast)
        .flatMap(this::listenOn)
        .subscribe()
        .with(
            connected -> wakeAll(),
            failure -> {
              LOG.warnf("cannot listen for notifications, polling instead: %s", failure);
              vertx.setTimer(RECONNECT_MILLIS, timer -> listen());
            });
  }

  private Uni<Void> listenOn(PgConnection connection) {
    connection.notificationHandler(notification -> wake(notification.getPayload()));
    connection.closeHandler(() -> vertx.setTimer(RECONNECT_MILLIS, timer -> listen()));
    return connection.query("listen \"" + channel + "\"").execute().replaceWithVoid();
  }

  private void wakeAll() {
    waiting.keySet().forEach(this::wake);
  }

  private void wake(String table) {
    waiting.getOrDefault(table, List.of()).forEach(Runnable::run);
  }
}
