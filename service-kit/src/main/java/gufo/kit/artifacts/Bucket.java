package gufo.kit.artifacts;

import gufo.kit.KitConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Objects under a prefix of an S3 bucket. An object appears whole or not at all, and at once for
 * every reader. Requests that fail by throttling, a 5xx or a broken connection are repeated with
 * growing, random pauses before they are told as failed.
 */
final class Bucket implements AutoCloseable {

  /** S3's rules for bucket names; a prefix of characters that need no escapes anywhere. */
  private static final Pattern ADDRESS =
      Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])((?:/[A-Za-z0-9!_.*'()-]+)*)/?");

  private final URI uri;
  private final String name;
  private final String prefix;
  private final S3Client client;
  private final Uploads uploads;

  private Bucket(URI uri, String name, String prefix, S3Client client, Uploads uploads) {
    this.uri = uri;
    this.name = name;
    this.prefix = prefix;
    this.client = client;
    this.uploads = uploads;
  }

  /**
   * Opens the bucket of an {@code s3:} URI; asks the server nothing yet.
   *
   * @throws IllegalArgumentException when the URI or a setting cannot be used
   */
  static Bucket open(URI uri, KitConfig.S3 config) {
    Matcher address = ADDRESS.matcher(uri.toString());
    if (!address.matches()) {
      throw Place.refused(uri);
    }
    String prefix = address.group(2).isEmpty() ? "" : address.group(2).substring(1) + "/";
    S3Client client = Clients.of(config);
    Uploads uploads = new Uploads(client, address.group(1), config);
    return new Bucket(uri, address.group(1), prefix, client, uploads);
  }

  /** Digests of a source by the parts it would be sent in. */
  Digests digests(Source source) throws IOException {
    return Digests.of(source, uploads.partSize(source.size()));
  }

  /** Stores an object; replaces what has the name. */
  void put(String object, Source source, Digests digests) throws IOException {
    ask(s3 -> uploads.put(prefix + object, source, digests));
  }

  /** Copies an object to a file that may exist; false when there is none of that name. */
  boolean get(String object, Path into) throws IOException {
    Files.deleteIfExists(into);
    try {
      ask(
          s3 ->
              s3.getObject(
                  get -> get.bucket(name).key(prefix + object), ResponseTransformer.toFile(into)));
      return true;
    } catch (IOException e) {
      if (e.getCause() instanceof AwsServiceException answer && code(answer).equals("NoSuchKey")) {
        return false;
      }
      throw e;
    }
  }

  /** Names that begin with {@code begin}, sorted. */
  List<String> names(String begin) throws IOException {
    return ask(
        s3 ->
            s3
                .listObjectsV2Paginator(list -> list.bucket(name).prefix(prefix + begin))
                .contents()
                .stream()
                .map(S3Object::key)
                .map(key -> key.substring(prefix.length()))
                .sorted()
                .toList());
  }

  /** Removes an object; a missing one is fine. */
  void delete(String object) throws IOException {
    ask(s3 -> s3.deleteObject(delete -> delete.bucket(name).key(prefix + object)));
  }

  /** Fails, saying why, when the bucket cannot be reached or these credentials do not open it. */
  void check() throws IOException {
    ask(s3 -> s3.listObjectsV2(list -> list.bucket(name).prefix(prefix).maxKeys(1)));
  }

  @Override
  public void close() {
    client.close();
  }

  private <T> T ask(Function<S3Client, T> request) throws IOException {
    try {
      return request.apply(client);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (SdkException e) {
      throw new IOException("gufo.artifacts is '%s': %s".formatted(uri, reason(e)), e);
    }
  }

  private static String reason(SdkException e) {
    if (!(e instanceof AwsServiceException answer)) {
      return e.getMessage();
    }
    if (code(answer).equals("NoSuchBucket")) {
      return "there is no such bucket";
    }
    if (answer.statusCode() == 403) {
      return "refused (%s): needed are credentials that may do there what docs/runbook.md lists"
          .formatted(code(answer));
    }
    return "the store answers %s: %s".formatted(code(answer), answer.getMessage());
  }

  private static String code(AwsServiceException answer) {
    return answer.awsErrorDetails() == null
        ? Integer.toString(answer.statusCode())
        : String.valueOf(answer.awsErrorDetails().errorCode());
  }
}
