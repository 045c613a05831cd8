package gufo.kit.artifacts;

import gufo.contracts.event.ArtifactReference;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * Files and folders by the sha256 of their bytes, in a place that all stages share. A reference
 * says what, not where: it holds in any place the bytes are copied to. What has a name is whole,
 * and every read is checked against the sha256.
 */
@ApplicationScoped
public class ArtifactStore {

  private static final String FILE = "gufo-file:";
  private static final String FOLDER = "gufo-folder:";

  private final Blobs blobs;

  ArtifactStore(Place place) {
    this.blobs = place.blobs();
  }

  /** Stores one file. */
  public ArtifactReference putFile(Path file, Long rows) throws IOException {
    return reference(FILE, blobs.put(Source.of(file)), rows);
  }

  /** Stores a folder with all files below it. */
  public ArtifactReference putFolder(Path folder) throws IOException {
    return reference(FOLDER, blobs.putFolder(folder), null);
  }

  /**
   * Copies a file artifact to {@code into}.
   *
   * @throws DamagedArtifactException when it is missing or its bytes are others
   * @throws IOException when the store or the file system cannot do it now
   */
  public void getFile(ArtifactReference reference, Path into) throws IOException {
    blobs.get(sha256(reference, FILE), into);
  }

  /**
   * Copies a folder artifact into the empty folder {@code into}.
   *
   * @throws DamagedArtifactException when part of it is missing or its bytes are others
   * @throws IOException when the store or the file system cannot do it now
   */
  public void getFolder(ArtifactReference reference, Path into) throws IOException {
    blobs.getFolder(sha256(reference, FOLDER), into);
  }

  /**
   * Whether all bytes of an artifact are there: it is read as any reader would.
   *
   * @param scratch a folder with room for a copy, which is removed
   * @throws IOException when the store or the file system cannot do it now
   */
  public boolean isWhole(ArtifactReference reference, Path scratch) throws IOException {
    Path copy = Files.createTempDirectory(scratch, "whole-");
    try {
      if (reference.uri().startsWith(FILE)) {
        getFile(reference, copy.resolve("file"));
      } else {
        getFolder(reference, copy);
      }
      return true;
    } catch (DamagedArtifactException e) {
      return false;
    } finally {
      Folders.delete(copy);
    }
  }

  /**
   * The sha256 of all blobs an artifact consists of: a file's own, a folder's manifest and files.
   * Of a folder whose manifest is lost, the manifest alone.
   *
   * @param scratch a folder with room for the manifest
   * @throws IOException when the store cannot be read now
   */
  public Set<String> blobs(ArtifactReference reference, Path scratch) throws IOException {
    Set<String> names = new HashSet<>(Set.of(reference.sha256()));
    if (reference.uri().startsWith(FOLDER)) {
      try {
        blobs
            .manifest(sha256(reference, FOLDER), scratch)
            .files()
            .values()
            .forEach(file -> names.add(file.sha256()));
      } catch (DamagedArtifactException lost) {
        return names;
      }
    }
    return names;
  }

  private static ArtifactReference reference(String scheme, Blobs.Blob blob, Long rows) {
    return new ArtifactReference(scheme + blob.sha256(), blob.sha256(), blob.sizeBytes(), rows);
  }

  private static String sha256(ArtifactReference reference, String scheme) {
    String uri = reference.uri();
    if (!uri.startsWith(scheme) || !uri.substring(scheme.length()).matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "'" + uri + "' is no artifact URI; accepted: " + scheme + " and a sha256");
    }
    return uri.substring(scheme.length());
  }
}
