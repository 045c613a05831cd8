package gufo.lab.stack;

import gufo.lab.home.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * The wish for other numbers of processes: a file in the home, for the launcher that supervises the
 * stack listens on no port. Whoever may write there may ask.
 */
public final class ScaleRequest {
  private ScaleRequest() {}

  /** Leaves the wish; an earlier one that nobody took yet is forgotten. */
  public static void leave(Home home, Replicas wanted) {
    Path partial = home.scaleFile().resolveSibling(home.scaleFile().getFileName() + ".new");
    try {
      Files.writeString(partial, wanted.toString());
      Files.move(partial, home.scaleFile(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes the wish away, if there is one. */
  static Optional<Replicas> take(Home home) {
    if (!Files.exists(home.scaleFile())) {
      return Optional.empty();
    }
    try {
      String text = Files.readString(home.scaleFile());
      Files.delete(home.scaleFile());
      return Optional.of(Replicas.parse(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
