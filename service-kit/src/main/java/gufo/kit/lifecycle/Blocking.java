package gufo.kit.lifecycle;

import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;

/** From a thread of our own into the reactive world and back. Never call it on an event loop. */
public final class Blocking {

  private Blocking() {}

  /** Runs {@code action} on a fresh Vert.x context and waits for its item. */
  public static <T> T await(Supplier<Uni<T>> action) {
    try {
      return VertxContextSupport.subscribeAndAwait(action);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
