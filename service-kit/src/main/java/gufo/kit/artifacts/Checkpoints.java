package gufo.kit.artifacts;

import gufo.contracts.work.LongWork;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Where long work leaves off: beside the artifacts, so that another process can go on. A checkpoint
 * is written under a temporary name, synced and renamed; the newest counts. Work is deterministic,
 * so any attempt's checkpoint serves any other.
 */
@ApplicationScoped
public class Checkpoints {

  private final ArtifactStore store;

  Checkpoints(ArtifactStore store) {
    this.store = store;
  }

  /**
   * Saves the folder that {@code writer} fills and removes earlier ones; a later attempt's stays.
   */
  public void save(String recipeId, long attempt, LongWork.DirectoryWriter writer)
      throws IOException {
    Path folder = folder(recipeId);
    Path temporary = folder.resolve("." + UUID.randomUUID());
    Files.createDirectories(temporary);
    writer.write(temporary);
    for (Path file : Folders.files(temporary)) {
      Folders.sync(file);
    }
    String name = "%010d-%019d".formatted(attempt, System.nanoTime() & Long.MAX_VALUE);
    Files.move(temporary, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    Folders.sync(folder);
    for (Path earlier : complete(folder)) {
      if (earlier.getFileName().toString().compareTo(name) < 0) {
        Folders.delete(earlier);
      }
    }
  }

  /** The newest complete checkpoint. */
  public Optional<Path> last(String recipeId) {
    try {
      return complete(folder(recipeId)).stream()
          .max(Comparator.comparing(entry -> entry.getFileName().toString()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static List<Path> complete(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(entry -> !entry.getFileName().toString().startsWith(".")).toList();
    }
  }

  /** Removes all checkpoints of finished work. */
  public void drop(String recipeId) throws IOException {
    Folders.delete(folder(recipeId));
  }

  private Path folder(String recipeId) {
    return store.root().resolve("checkpoints").resolve(recipeId);
  }
}
