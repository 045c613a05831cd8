package gufo.kit.lifecycle;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Function;

/**
 * One after the other, each when the one before has ended: a database session takes no parallel
 * calls.
 */
public final class InTurn {

  private InTurn() {}

  public static <T> Uni<Void> each(List<T> items, Function<T, Uni<Void>> action) {
    return Multi.createFrom()
        .iterable(items)
        .onItem()
        .transformToUniAndConcatenate(item -> action.apply(item).replaceWith(true))
        .collect()
        .asList()
        .replaceWithVoid();
  }
}
