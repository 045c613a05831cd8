package gufo.kit.artifacts;

import gufo.contracts.event.ArtifactReference;
import gufo.contracts.id.ContentId;
import gufo.contracts.id.Json;
import gufo.kit.KitConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Bytes by their sha256, in a folder that all stages share. A file is written under a temporary
 * name, synced and renamed, so what has a name is whole; a folder is a manifest of files, written
 * last. Every read is checked against the sha256.
 */
@ApplicationScoped
public class ArtifactStore {

  private static final String FILE = "gufo-file:";
  private static final String FOLDER = "gufo-folder:";

  private final Path root;

  ArtifactStore(KitConfig config) {
    if (!"file".equals(config.artifacts().getScheme())) {
      throw new IllegalArgumentException(
          "gufo.artifacts is '" + config.artifacts() + "'; accepted: a file: URI of a folder");
    }
    this.root = Path.of(config.artifacts());
  }

  /** What a folder artifact consists of. */
  record Manifest(Map<String, Entry> files) {
    Manifest {
      files = new TreeMap<>(files);
    }

    record Entry(String sha256, long sizeBytes) {}
  }

  /** Stores one file. */
  public ArtifactReference putFile(Path file, Long rows) throws IOException {
    Manifest.Entry entry = putBlob(file);
    return new ArtifactReference(FILE + entry.sha256(), entry.sha256(), entry.sizeBytes(), rows);
  }

  /** Stores a folder with all files below it. */
  public ArtifactReference putFolder(Path folder) throws IOException {
    Map<String, Manifest.Entry> entries = new TreeMap<>();
    long size = 0;
    for (Path file : Folders.files(folder)) {
      Manifest.Entry entry = putBlob(file);
      entries.put(folder.relativize(file).toString().replace('\\', '/'), entry);
      size += entry.sizeBytes();
    }
    byte[] manifest = Json.mapper().writeValueAsBytes(new Manifest(entries));
    String sha256 = ContentId.sha256(manifest);
    Path temporary = temporary();
    Files.write(temporary, manifest);
    keep(temporary, sha256);
    return new ArtifactReference(FOLDER + sha256, sha256, size, null);
  }

  /** Copies a file artifact to {@code into}. */
  public void getFile(ArtifactReference reference, Path into) throws IOException {
    copy(sha256(reference, FILE), into);
  }

  /** Copies a folder artifact into the empty folder {@code into}. */
  public void getFolder(ArtifactReference reference, Path into) throws IOException {
    Path manifestFile = into.resolve(".manifest");
    copy(sha256(reference, FOLDER), manifestFile);
    Manifest manifest = Json.mapper().readValue(Files.readAllBytes(manifestFile), Manifest.class);
    Files.delete(manifestFile);
    for (Map.Entry<String, Manifest.Entry> file : manifest.files().entrySet()) {
      Path target = into.resolve(file.getKey()).normalize();
      if (!target.startsWith(into)) {
        throw new DamagedArtifactException(
            "the folder " + reference.sha256() + " has a file outside itself: " + file.getKey());
      }
      Files.createDirectories(target.getParent());
      copy(file.getValue().sha256(), target);
    }
  }

  Path root() {
    return root;
  }

  private static String sha256(ArtifactReference reference, String scheme) {
    String uri = reference.uri();
    if (!uri.startsWith(scheme) || !uri.substring(scheme.length()).matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "'" + uri + "' is no artifact URI; accepted: " + scheme + " and a sha256");
    }
    return uri.substring(scheme.length());
  }

  private Manifest.Entry putBlob(Path file) throws IOException {
    MessageDigest digest = ContentId.newSha256();
    Path temporary = temporary();
    try (InputStream in = Files.newInputStream(file);
        OutputStream out = new DigestOutputStream(Files.newOutputStream(temporary), digest)) {
      in.transferTo(out);
    }
    String sha256 = HexFormat.of().formatHex(digest.digest());
    long size = Files.size(temporary);
    keep(temporary, sha256);
    return new Manifest.Entry(sha256, size);
  }

  private void keep(Path temporary, String sha256) throws IOException {
    Path target = blob(sha256);
    Files.createDirectories(target.getParent());
    Folders.sync(temporary);
    Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    Folders.sync(target.getParent());
  }

  private Path temporary() throws IOException {
    Path folder = root.resolve("incoming");
    Files.createDirectories(folder);
    return folder.resolve(UUID.randomUUID().toString());
  }

  private Path blob(String sha256) {
    return root.resolve("blobs").resolve(sha256.substring(0, 2)).resolve(sha256);
  }

  private void copy(String sha256, Path into) throws IOException {
    Path blob = blob(sha256);
    if (!Files.exists(blob)) {
      throw new DamagedArtifactException("the artifact " + sha256 + " is missing from the store");
    }
    MessageDigest digest = ContentId.newSha256();
    try (InputStream in = Files.newInputStream(blob);
        OutputStream out = new DigestOutputStream(Files.newOutputStream(into), digest)) {
      in.transferTo(out);
    }
    if (!HexFormat.of().formatHex(digest.digest()).equals(sha256)) {
      Files.deleteIfExists(into);
      throw new DamagedArtifactException(
          "the artifact " + sha256 + " is damaged: its bytes have another sha256");
    }
  }
}
