package gufo.kit.artifacts;

import java.io.IOException;
import java.nio.file.Path;

/** Blobs in an S3 bucket, under the names they have in a folder: one can be copied to the other. */
final class BucketBlobs extends Blobs {

  private final Bucket bucket;
  private final String prefix;

  /**
   * @param prefix within the bucket's own; empty, or ends with a slash
   */
  BucketBlobs(Bucket bucket, String prefix) {
    this.bucket = bucket;
    this.prefix = prefix;
  }

  @Override
  Blob put(Source source) throws IOException {
    Digests digests = bucket.digests(source);
    bucket.put(prefix + name(digests.sha256()), source, digests);
    return new Blob(digests.sha256(), digests.size());
  }

  @Override
  protected void copy(String sha256, Path into) throws IOException {
    if (!bucket.get(prefix + name(sha256), into)) {
      throw DamagedArtifactException.missing(sha256);
    }
  }

  @Override
  void check() throws IOException {
    bucket.check();
  }

  @Override
  void close() {
    bucket.close();
  }
}
