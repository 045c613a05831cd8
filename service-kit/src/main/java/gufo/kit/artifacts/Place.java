package gufo.kit.artifacts;

import gufo.kit.KitConfig;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Path;

/**
 * The place that {@code gufo.artifacts} names, a folder or a bucket. What a folder does not need is
 * not even loaded.
 */
@Singleton
final class Place {

  private final Blobs blobs;
  private final Checkpoints checkpoints;

  Place(KitConfig config) {
    URI uri = config.artifacts();
    if ("file".equals(uri.getScheme())) {
      Path root = Path.of(uri);
      blobs = new FolderBlobs(root);
      checkpoints = new FolderCheckpoints(root);
    } else if ("s3".equals(uri.getScheme())) {
      Bucket bucket = Bucket.open(uri, config.s3());
      blobs = new BucketBlobs(bucket, "");
      checkpoints = new BucketCheckpoints(bucket, config.scratch());
    } else {
      throw refused(uri);
    }
  }

  /** Whoever puts credentials into the URI must not find them in the log. */
  static IllegalArgumentException refused(URI uri) {
    return new IllegalArgumentException(
        "gufo.artifacts is '%s'; accepted: a file: URI of a folder, or s3://BUCKET/PREFIX"
            .formatted(uri.toString().replaceFirst("//[^/]*@", "//...@")));
  }

  Blobs blobs() {
    return blobs;
  }

  @Produces
  @Singleton
  Checkpoints checkpoints() {
    return checkpoints;
  }

  @PreDestroy
  void close() {
    blobs.close();
  }
}
