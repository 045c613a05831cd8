package gufo.kit.artifacts;

import gufo.contracts.id.ContentId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.UUID;

/** Blobs in a folder that all stages share: written under a temporary name, synced, renamed. */
final class FolderBlobs extends Blobs {

  private final Path root;

  FolderBlobs(Path root) {
    this.root = root;
  }

  @Override
  Blob put(Source source) throws IOException {
    MessageDigest digest = ContentId.newSha256();
    Path temporary = temporary();
    try (InputStream in = source.open();
        OutputStream out = new DigestOutputStream(Files.newOutputStream(temporary), digest)) {
      in.transferTo(out);
    }
    String sha256 = HexFormat.of().formatHex(digest.digest());
    long size = Files.size(temporary);
    keep(temporary, sha256);
    return new Blob(sha256, size);
  }

  @Override
  protected void copy(String sha256, Path into) throws IOException {
    Path blob = root.resolve(name(sha256));
    if (!Files.exists(blob)) {
      throw DamagedArtifactException.missing(sha256);
    }
    Files.copy(blob, into, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  void check() throws IOException {
    Files.createDirectories(root);
    if (!Files.isWritable(root)) {
      throw new IOException("gufo.artifacts is '" + root.toUri() + "': it cannot be written to");
    }
  }

  private void keep(Path temporary, String sha256) throws IOException {
    Path target = root.resolve(name(sha256));
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
}
