package gufo.kit.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gufo.contracts.event.ArtifactReference;
import gufo.contracts.id.ContentId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds of artifacts wherever they lie. */
abstract class ArtifactStoreContract {

  @TempDir Path folder;
  ArtifactStore store;

  /** A new, empty place. */
  abstract Place place() throws IOException;

  /** Puts bytes where the blob of that name lies, past the store. */
  abstract void damage(String sha256, String text) throws IOException;

  /** Removes a blob, past the store. */
  abstract void remove(String sha256) throws IOException;

  /** Every blob that lies there, by name, with its bytes. */
  abstract Map<String, byte[]> blobs() throws IOException;

  @BeforeEach
  void anEmptyStore() throws IOException {
    store = new ArtifactStore(place());
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
    damage(reference.sha256(), "1, 2, 4\n");

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
    damage(sha256("weights"), "weightz");

    Path back = Files.createDirectory(folder.resolve("back"));

    assertThatThrownBy(() -> store.getFolder(reference, back))
        .isInstanceOf(DamagedArtifactException.class)
        .extracting(e -> ((DamagedArtifactException) e).artifact())
        .isEqualTo(reference.sha256());
    assertThat(store.isWhole(reference, folder)).isFalse();
  }

  @Test
  void whatIsWholeIsFoundWholeAndLeavesNothingBehind() throws IOException {
    ArtifactReference model = store.putFolder(model("weights"));
    ArtifactReference rows = store.putFile(file("rows", "1, 2, 3\n"), 1L);
    Path scratch = Files.createDirectory(folder.resolve("scratch"));

    assertThat(store.isWhole(model, scratch)).isTrue();
    assertThat(store.isWhole(rows, scratch)).isTrue();
    assertThat(scratch).isEmptyDirectory();
  }

  @Test
  void anArtifactsBlobsAreItsManifestAndItsFiles() throws IOException {
    ArtifactReference model = store.putFolder(model("weights"));
    ArtifactReference rows = store.putFile(file("rows", "1"), 1L);

    assertThat(store.blobs(model, folder))
        .containsExactlyInAnyOrder(model.sha256(), sha256("{}"), sha256("weights"));
    assertThat(store.blobs(rows, folder)).containsExactly(rows.sha256());
    remove(model.sha256());
    assertThat(store.blobs(model, folder)).containsExactly(model.sha256());
  }

  @Test
  void puttingTheSameBytesAgainRepairsTheBlob() throws IOException {
    ArtifactReference reference = store.putFile(file("rows", "1, 2, 3\n"), 1L);
    damage(reference.sha256(), "1, 2, 4\n");

    store.putFile(file("again", "1, 2, 3\n"), 1L);

    Path back = folder.resolve("back");
    store.getFile(reference, back);
    assertThat(back).hasContent("1, 2, 3\n");
  }

  @Test
  void aMissingBlobIsToldAsMissing() throws IOException {
    ArtifactReference reference = store.putFile(file("rows", "1"), 1L);
    remove(reference.sha256());

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

    blobs().forEach((name, bytes) -> assertThat(ContentId.sha256(bytes)).isEqualTo(name));
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
  void anEmptyFolderComesBackEmpty() throws IOException {
    ArtifactReference reference = store.putFolder(Files.createDirectory(folder.resolve("nothing")));

    Path back = Files.createDirectory(folder.resolve("back"));
    store.getFolder(reference, back);

    assertThat(back).isEmptyDirectory();
    assertThat(reference.sizeBytes()).isZero();
  }

  @Test
  void anEmptyFileComesBackEmpty() throws IOException {
    ArtifactReference reference = store.putFile(file("nothing", ""), 0L);

    store.getFile(reference, folder.resolve("back"));

    assertThat(folder.resolve("back")).isEmptyFile();
  }

  @Test
  void aLargeFileComesBackAsItWentIn() throws IOException {
    Path large = large("large", 11 << 20);
    ArtifactReference reference = store.putFile(large, null);

    Path back = folder.resolve("back");
    store.getFile(reference, back);

    assertThat(back).hasSameBinaryContentAs(large);
    assertThat(reference.sizeBytes()).isEqualTo(11 << 20);
  }

  @Test
  void whatIsReadReplacesWhatLayThere() throws IOException {
    ArtifactReference reference = store.putFile(file("rows", "1, 2, 3\n"), 1L);

    Path back = file("back", "something longer than that");
    store.getFile(reference, back);

    assertThat(back).hasContent("1, 2, 3\n");
  }

  @Test
  void anyNumberMayWriteOneBlobAtOnce() throws Exception {
    Path large = large("large", 6 << 20);
    ExecutorService writers = Executors.newFixedThreadPool(4);
    try {
      List<Future<ArtifactReference>> written =
          writers.invokeAll(Collections.nCopies(4, () -> store.putFile(large, null)));
      for (Future<ArtifactReference> one : written) {
        store.getFile(one.get(), folder.resolve("back"));
      }
    } finally {
      writers.shutdownNow();
    }

    assertThat(folder.resolve("back")).hasSameBinaryContentAs(large);
    assertThat(blobs()).hasSize(1);
  }

  Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  Path model(String weights) throws IOException {
    Path model = Files.createTempDirectory(folder, "model");
    Files.writeString(model.resolve("config.json"), "{}");
    Files.writeString(Files.createDirectory(model.resolve("deep")).resolve("weights"), weights);
    return model;
  }

  /** A file of pseudo-random bytes. */
  Path large(String name, int size) throws IOException {
    byte[] bytes = new byte[size];
    new Random(7).nextBytes(bytes);
    return Files.write(folder.resolve(name), bytes);
  }

  static String sha256(String text) {
    return ContentId.sha256(text.getBytes(StandardCharsets.UTF_8));
  }
}
