package gufo.kit.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FolderArtifactStoreTest extends ArtifactStoreContract {

  @Override
  Place place() {
    return TestStore.in(root());
  }

  @Test
  void aFolderIsBlobsAndNothingElse() throws IOException {
    store.putFolder(model("weights"));

    List<Path> files = Folders.files(root());

    assertThat(files).hasSize(3);
    assertThat(root().resolve("incoming")).isEmptyDirectory();
    assertThat(blob(sha256("weights"))).hasContent("weights");
  }

  @Override
  void damage(String sha256, String text) throws IOException {
    Files.writeString(blob(sha256), text);
  }

  @Override
  void remove(String sha256) throws IOException {
    Files.delete(blob(sha256));
  }

  @Override
  Map<String, byte[]> blobs() throws IOException {
    Map<String, byte[]> blobs = new HashMap<>();
    for (Path blob : Folders.files(root().resolve("blobs"))) {
      blobs.put(blob.getFileName().toString(), Files.readAllBytes(blob));
    }
    return blobs;
  }

  private Path root() {
    return folder.resolve("store");
  }

  private Path blob(String sha256) {
    return root().resolve("blobs").resolve(sha256.substring(0, 2)).resolve(sha256);
  }
}
