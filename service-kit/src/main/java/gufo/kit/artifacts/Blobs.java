package gufo.kit.artifacts;

import gufo.contracts.id.ContentId;
import gufo.contracts.id.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * Bytes by their sha256: a port with one implementation for each kind of place. What has a name is
 * whole; a folder is a manifest of its files, written last; every read is checked.
 */
abstract class Blobs {

  /**
   * @param sha256 of the bytes, 64 hexadecimal digits: the blob's name
   */
  record Blob(String sha256, long sizeBytes) {}

  /** What a folder consists of, by path below it. */
  record Manifest(Map<String, Blob> files) {
    Manifest {
      files = new TreeMap<>(files);
    }
  }

  /**
   * Stores bytes under their sha256, whole or not at all. What already has that name is replaced:
   * if it was damaged, it no longer is. Any number may do so at once.
   */
  abstract Blob put(Source source) throws IOException;

  /**
   * Copies what has that name, whatever its bytes, to a file that may exist.
   *
   * @throws DamagedArtifactException when nothing has it
   */
  protected abstract void copy(String sha256, Path into) throws IOException;

  /**
   * Looks whether the place can be used now.
   *
   * @throws IOException saying what is wrong, for whoever runs the stage
   */
  abstract void check() throws IOException;

  /** Lets go of connections. */
  void close() {}

  /** Where a blob lies below any place's root. */
  static String name(String sha256) {
    return "blobs/" + sha256.substring(0, 2) + "/" + sha256;
  }

  /**
   * Copies a blob; nothing is left at {@code into} when that fails.
   *
   * @throws DamagedArtifactException when it is missing or its bytes have another sha256
   */
  final void get(String sha256, Path into) throws IOException {
    try {
      copy(sha256, into);
      if (!sha256(into).equals(sha256)) {
        throw new DamagedArtifactException(
            "the artifact " + sha256 + " is damaged: its bytes have another sha256", sha256);
      }
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(into);
      throw e;
    }
  }

  /**
   * Stores a folder with all files below it; the answer names its manifest and counts all files.
   */
  final Blob putFolder(Path folder) throws IOException {
    Map<String, Blob> files = new TreeMap<>();
    long size = 0;
    for (Path file : Folders.files(folder)) {
      Blob blob = put(Source.of(file));
      files.put(folder.relativize(file).toString().replace('\\', '/'), blob);
      size += blob.sizeBytes();
    }
    byte[] manifest = Json.mapper().writeValueAsBytes(new Manifest(files));
    return new Blob(put(Source.of(manifest)).sha256(), size);
  }

  /**
   * Copies the folder whose manifest has that sha256 into the empty folder {@code into}.
   *
   * @throws DamagedArtifactException naming the folder, whichever part is missing or has other
   *     bytes
   */
  final void getFolder(String sha256, Path into) throws IOException {
    try {
      getFiles(sha256, into);
    } catch (DamagedArtifactException e) {
      throw new DamagedArtifactException(e.getMessage(), sha256);
    }
  }

  private void getFiles(String sha256, Path into) throws IOException {
    for (Map.Entry<String, Blob> file : manifest(sha256, into).files().entrySet()) {
      Path target = into.resolve(file.getKey()).normalize();
      if (!target.startsWith(into)) {
        throw new DamagedArtifactException(
            "the folder " + sha256 + " has a file outside itself: " + file.getKey(), sha256);
      }
      Files.createDirectories(target.getParent());
      get(file.getValue().sha256(), target);
    }
  }

  /** What the folder with that sha256 consists of; read by way of a file in {@code scratch}. */
  final Manifest manifest(String sha256, Path scratch) throws IOException {
    Path file = Files.createTempFile(scratch, "manifest-", "");
    try {
      get(sha256, file);
      return Json.mapper().readValue(Files.readAllBytes(file), Manifest.class);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static String sha256(Path file) throws IOException {
    MessageDigest digest = ContentId.newSha256();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
