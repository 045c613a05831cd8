package gufo.kit.facts;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

/** What a process makes at once of facts it takes in, in their transaction. */
@FunctionalInterface
public interface Sequel {

  Sequel NONE = session -> Uni.createFrom().item(Uni.createFrom().voidItem());

  /**
   * After the effects of all facts of the transaction.
   *
   * @return what to do once they are committed, and before the next are taken in; it does not fail
   */
  Uni<Uni<Void>> follow(Mutiny.Session session);
}
