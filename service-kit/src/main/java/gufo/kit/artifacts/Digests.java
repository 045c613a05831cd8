package gufo.kit.artifacts;

import gufo.contracts.id.ContentId;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * What one reading of a source tells: the sha256 of all its bytes, and of each part the MD5 that
 * every S3 server compares with what arrives, so that other bytes than those the name was made of
 * are refused.
 *
 * @param size in bytes
 * @param partSize in bytes, of every part but the last
 * @param md5s of each part, in base64 (RFC 1864); one, of nothing, for an empty source
 */
record Digests(String sha256, long size, long partSize, List<String> md5s) {

  private static final int BUFFER = 1 << 16;

  static Digests of(Source source, long partSize) throws IOException {
    MessageDigest whole = ContentId.newSha256();
    MessageDigest part = newMd5();
    List<String> md5s = new ArrayList<>();
    byte[] buffer = new byte[BUFFER];
    long size = 0;
    try (InputStream in = source.open()) {
      int read;
      while ((read = in.read(buffer, 0, (int) Math.min(BUFFER, partSize - size % partSize))) > 0) {
        whole.update(buffer, 0, read);
        part.update(buffer, 0, read);
        size += read;
        if (size % partSize == 0) {
          md5s.add(Base64.getEncoder().encodeToString(part.digest()));
        }
      }
    }
    if (size % partSize > 0 || size == 0) {
      md5s.add(Base64.getEncoder().encodeToString(part.digest()));
    }
    return new Digests(HexFormat.of().formatHex(whole.digest()), size, partSize, md5s);
  }

  int parts() {
    return md5s.size();
  }

  long offset(int part) {
    return part * partSize;
  }

  long sizeOf(int part) {
    return Math.min(partSize, size - offset(part));
  }

  private static MessageDigest newMd5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }
}
