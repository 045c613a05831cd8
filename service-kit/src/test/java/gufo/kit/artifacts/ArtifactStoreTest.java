package gufo.kit.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gufo.contracts.event.ArtifactReference;
import gufo.contracts.id.ContentId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactStoreTest {

  @TempDir Path folder;
  private Path root;
  private ArtifactStore store;

  @BeforeEach
  void anEmptyStore() {
    root = folder.resolve("store");
    store = TestStore.in(root);
  }

  @Test
  void aFileComesBackAsItWentIn() throws IOException {
    ArtifactReference reference = store.putFile(file("rows", "1, 2, 3\n"), 1L);

    Path back = folder.resolve("back");
    store.getFile(reference, back);

    assertThat(back).hasContent("1, 2, 3\n");
    assertThat(reference.sha256()).isEqualTo(sha256("1, 2, 3\n"));
    assertThat(reference.sizeBytes()).isEqualTo(8);
    assertThat(reference.rows()).isEqualTo(1);
  }

  @Test
  void aFolderComesBackWithAllItsFiles() throws IOException {
    ArtifactReference reference = store.putFolder(model("weights"));

    Path back = Files.createDirectory(folder.resolve("back"));
    store.getFolder(reference, back);

    assertThat(back.resolve("config.json")).hasContent("{}");
    assertThat(back.resolve("deep/weights")).hasContent("weights");
    assertThat(Folders.files(back)).hasSize(2);
    assertThat(reference.sizeBytes()).isEqualTo(9);
  }

  @Test
  void equalFoldersHaveOneAddressAndOtherBytesAnotherOne() throws IOException {
    ArtifactReference first = store.putFolder(model("weights"));

    assertThat(store.putFolder(model("weights"))).isEqualTo(first);
    assertThat(store.putFolder(model("weighty")).sha256()).isNotEqualTo(first.sha256());
  }

  @Test
  void aDamagedBlobIsRefusedAndLeavesNothingBehind() throws IOException {
    ArtifactReference reference = store.putFile(file("rows", "1, 2, 3\n"), 1L);
    Files.writeString(blob(reference.sha256()), "1, 2, 4\n");

    Path back = folder.resolve("back");

    assertThatThrownBy(() -> store.getFile(reference, back))
        .isInstanceOf(DamagedArtifactException.class)
        .hasMessageContaining(reference.sha256())
        .hasMessageContaining("damaged");
    assertThat(back).doesNotExist();
  }

  @Test
  void aDamagedFileInsideAFolderIsRefused() throws IOException {
    ArtifactReference reference = store.putFolder(model("weights"));
    Files.writeString(blob(sha256("weights")), "weightz");

    Path back = Files.createDirectory(folder.resolve("back"));

    assertThatThrownBy(() -> store.getFolder(reference, back))
        .isInstanceOf(DamagedArtifactException.class);
  }

  @Test
  void puttingTheSameBytesAgainRepairsTheBlob() throws IOException {
    ArtifactReference reference = store.putFile(file("rows", "1, 2, 3\n"), 1L);
    Files.writeString(blob(reference.sha256()), "1, 2, 4\n");

    store.putFile(file("again", "1, 2, 3\n"), 1L);

    Path back = folder.resolve("back");
    store.getFile(reference, back);
    assertThat(back).hasContent("1, 2, 3\n");
  }

  @Test
  void aMissingBlobIsToldAsMissing() throws IOException {
    ArtifactReference reference = store.putFile(file("rows", "1"), 1L);
    Files.delete(blob(reference.sha256()));

    assertThatThrownBy(() -> store.getFile(reference, folder.resolve("back")))
        .isInstanceOf(DamagedArtifactException.class)
        .hasMessageContaining("missing");
  }

  @Test
  void whatCannotBeReadWholeNeverGetsAName() throws IOException {
    Path model = model("weights");
    Files.createSymbolicLink(model.resolve("broken"), folder);
    ArtifactReference whole = store.putFolder(model);
    assertThat(whole.sizeBytes()).isEqualTo(9);

    assertThatThrownBy(() -> store.putFile(folder.resolve("none"), null))
        .isInstanceOf(IOException.class);

    try (Stream<Path> blobs = Files.walk(root.resolve("blobs"))) {
      for (Path blob : blobs.filter(Files::isRegularFile).toList()) {
        assertThat(ContentId.sha256(Files.readAllBytes(blob)))
            .isEqualTo(blob.getFileName().toString());
      }
    }
  }

  @Test
  void aManifestThatPointsOutsideItsFolderIsRefused() throws IOException {
    store.putFile(file("secret", "s"), null);
    for (String escape : List.of("../outside", "/outside", "deep/../../outside")) {
      String manifest =
          "{\"files\":{\"%s\":{\"sha256\":\"%s\",\"sizeBytes\":1}}}".formatted(escape, sha256("s"));
      String sha256 = store.putFile(file("manifest", manifest), null).sha256();
      ArtifactReference forged = new ArtifactReference("gufo-folder:" + sha256, sha256, 1, null);
      Path back = Files.createTempDirectory(folder, "back");

      assertThatThrownBy(() -> store.getFolder(forged, back))
          .isInstanceOf(DamagedArtifactException.class)
          .hasMessageContaining("outside itself: " + escape);
      assertThat(folder.resolve("outside")).doesNotExist();
    }
  }

  @Test
  void anAddressThatIsNoSha256IsRefused() {
    for (String uri :
        List.of(
            "gufo-file:../../etc/passwd", "gufo-folder:" + "0".repeat(64), "file:/etc/passwd")) {
      assertThatThrownBy(
              () ->
                  store.getFile(
                      new ArtifactReference(uri, "0".repeat(64), 1, null), folder.resolve("back")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(uri)
          .hasMessageContaining("accepted: gufo-file:");
    }
  }

  @Test
  void aStoreThatIsNoFolderIsRefusedAtTheStart() {
    assertThatThrownBy(() -> TestStore.at("s3://bucket"))
        .hasMessageContaining("s3://bucket")
        .hasMessageContaining("accepted: a file: URI");
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Path model(String weights) throws IOException {
    Path model = Files.createTempDirectory(folder, "model");
    Files.writeString(model.resolve("config.json"), "{}");
    Files.writeString(Files.createDirectory(model.resolve("deep")).resolve("weights"), weights);
    return model;
  }

  private Path blob(String sha256) {
    return root.resolve("blobs").resolve(sha256.substring(0, 2)).resolve(sha256);
  }

  private static String sha256(String text) {
    return ContentId.sha256(text.getBytes(StandardCharsets.UTF_8));
  }
}
