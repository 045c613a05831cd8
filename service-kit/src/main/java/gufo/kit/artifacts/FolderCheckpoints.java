package gufo.kit.artifacts;

import gufo.contracts.work.LongWork;
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
 * Checkpoints in a folder that all stages share: written under a temporary name, synced, renamed.
 */
final class FolderCheckpoints extends Checkpoints {

  private final Path root;

  FolderCheckpoints(Path root) {
    this.root = root;
  }

  @Override
  public void save(String recipeId, long attempt, LongWork.DirectoryWriter writer)
      throws IOException {
    Path folder = folder(recipeId);
    Path temporary = folder.resolve("." + UUID.randomUUID());
    Files.createDirectories(temporary);
    writer.write(temporary);
    for (Path file : Folders.files(temporary)) {
      Folders.sync(file);
    }
    String name = name(attempt);
    Files.move(temporary, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    Folders.sync(folder);
    for (Path earlier : complete(folder)) {
      if (earlier.getFileName().toString().compareTo(name) < 0) {
        Folders.delete(earlier);
      }
    }
  }

  @Override
  public Optional<Path> last(String recipeId, Path scratch) {
    try {
      return complete(folder(recipeId)).stream()
          .max(Comparator.comparing(entry -> entry.getFileName().toString()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public void drop(String recipeId) throws IOException {
    Folders.delete(folder(recipeId));
  }

  private static List<Path> complete(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(entry -> !entry.getFileName().toString().startsWith(".")).toList();
    }
  }

  private Path folder(String recipeId) {
    return root.resolve("checkpoints").resolve(recipeId);
  }
}
