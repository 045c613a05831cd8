package gufo.kit.facts;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

/** What a process makes at once of facts it takes in, in their transaction. */
@FunctionalInterface
public interface Sequel {

  Sequel NONE = session -> Uni.createFrom().item(() -> {});

  /**
   * After the effects of all facts of the transaction.
   *
   * @return what to do once they are committed; it neither fails nor blocks
   */
  Uni<Runnable> follow(Mutiny.Session session);
}
