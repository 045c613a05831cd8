package gufo.kit.artifacts;

import gufo.kit.KitConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * Objects on their way into a bucket: in one request, or in parts when larger than one part. Each
 * request carries the MD5 of its bytes, for the server to refuse others. Parts are no object before
 * the last request; a failure gives them up, and what a crash leaves behind a lifecycle rule of the
 * bucket has to remove.
 */
final class Uploads {

  private static final long SMALLEST_PART = 5L << 20;
  private static final long LARGEST_PART = 5L << 30;
  private static final int MOST_PARTS = 10_000;

  private final S3Client client;
  private final String bucket;
  private final long partSize;
  private final Duration timeout;

  Uploads(S3Client client, String bucket, KitConfig.S3 config) {
    this.client = client;
    this.bucket = bucket;
    this.partSize = config.partSize().asLongValue();
    this.timeout = config.timeout();
    if (partSize < SMALLEST_PART || partSize > LARGEST_PART) {
      throw new IllegalArgumentException(
          "gufo.s3.part-size is " + partSize + " bytes; accepted: 5M to 5G");
    }
  }

  /** In bytes, for an object of {@code size} bytes: larger than configured rather than too many. */
  long partSize(long size) {
    return Math.max(partSize, (size + MOST_PARTS - 1) / MOST_PARTS);
  }

  /** Stores an object, whole or not at all. */
  Void put(String key, Source source, Digests digests) {
    if (digests.parts() == 1) {
      putWhole(key, source, digests);
    } else {
      putParts(key, source, digests);
    }
    return null;
  }

  private PutObjectResponse putWhole(String key, Source source, Digests digests) {
    return client.putObject(
        put ->
            put.bucket(bucket)
                .key(key)
                .contentMD5(digests.md5s().get(0))
                .overrideConfiguration(override -> override.apiCallAttemptTimeout(timeout)),
        body(source, digests, 0));
  }

  private void putParts(String key, Source source, Digests digests) {
    String upload =
        client.createMultipartUpload(create -> create.bucket(bucket).key(key)).uploadId();
    try {
      List<CompletedPart> parts = new ArrayList<>();
      for (int part = 0; part < digests.parts(); part++) {
        parts.add(putPart(key, upload, source, digests, part));
      }
      client.completeMultipartUpload(
          complete ->
              complete
                  .bucket(bucket)
                  .key(key)
                  .uploadId(upload)
                  .multipartUpload(all -> all.parts(parts)));
    } catch (RuntimeException | Error e) {
      giveUp(key, upload, e);
      throw e;
    }
  }

  private CompletedPart putPart(
      String key, String upload, Source source, Digests digests, int part) {
    String etag =
        client
            .uploadPart(
                put ->
                    put.bucket(bucket)
                        .key(key)
                        .uploadId(upload)
                        .partNumber(part + 1)
                        .contentMD5(digests.md5s().get(part))
                        .overrideConfiguration(override -> override.apiCallAttemptTimeout(timeout)),
                body(source, digests, part))
            .eTag();
    return CompletedPart.builder().partNumber(part + 1).eTag(etag).build();
  }

  private void giveUp(String key, String upload, Throwable reason) {
    try {
      client.abortMultipartUpload(abort -> abort.bucket(bucket).key(key).uploadId(upload));
    } catch (RuntimeException e) {
      reason.addSuppressed(e);
    }
  }

  /** Read from the source again at every try, never held in memory. */
  private static RequestBody body(Source source, Digests digests, int part) {
    long size = digests.sizeOf(part);
    return RequestBody.fromContentProvider(
        () -> openPart(source, digests.offset(part), size), size, "application/octet-stream");
  }

  private static InputStream openPart(Source source, long offset, long size) {
    try {
      InputStream in = source.open();
      in.skipNBytes(offset);
      return new Part(in, size);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
