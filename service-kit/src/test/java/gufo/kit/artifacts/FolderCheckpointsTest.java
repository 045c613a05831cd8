package gufo.kit.artifacts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class FolderCheckpointsTest extends CheckpointsContract {

  @Override
  Place place() {
    return TestStore.in(folder);
  }

  @Override
  int kept() throws IOException {
    try (var kept = Files.list(recipe())) {
      return (int) kept.count();
    }
  }

  @Override
  int left() throws IOException {
    return Files.exists(recipe()) ? Folders.files(recipe()).size() + 1 : 0;
  }

  private Path recipe() {
    return folder.resolve("checkpoints").resolve(RECIPE);
  }
}
