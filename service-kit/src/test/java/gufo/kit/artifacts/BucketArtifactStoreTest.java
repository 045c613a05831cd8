package gufo.kit.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gufo.contracts.event.ArtifactReference;
import gufo.contracts.id.ContentId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

class BucketArtifactStoreTest extends ArtifactStoreContract {

  private static final int OF_THREE_PARTS = 11 << 20;
  private static final S3Server SERVER = S3Server.shared();

  private final S3Client behind = SERVER.client();
  private final String bucket = SERVER.bucket();

  @AfterEach
  void disconnect() {
    Faults.none();
    behind.close();
  }

  @Override
  Place place() {
    return placeAt(bucket, Map.of());
  }

  @Test
  void aBlobHasTheNameItHasInAFolder() throws IOException {
    String sha256 = store.putFile(file("rows", "1"), 1L).sha256();

    assertThat(keys()).containsExactly("stages/blobs/" + sha256.substring(0, 2) + "/" + sha256);
  }

  @Test
  void aBlobGoesInPartsAndEachIsSentAgainWhenItFails() throws IOException {
    Faults.answer(503, 2, secondPart());

    ArtifactReference reference = store.putFile(large("large", OF_THREE_PARTS), null);

    assertThat(Faults.left()).isNegative();
    store.getFile(reference, folder.resolve("back"));
    assertThat(folder.resolve("back")).hasSameBinaryContentAs(folder.resolve("large"));
  }

  @ParameterizedTest
  @ValueSource(ints = {8, OF_THREE_PARTS})
  void bytesThatAreNotThoseOfTheNameAreRefusedByTheServer(int size) throws IOException {
    assertThatThrownBy(() -> place().blobs().put(changing(size)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("BadDigest");

    assertThat(keys()).isEmpty();
    assertThat(uploadsUnderWay()).isZero();
  }

  @Test
  void aStoreThatStaysUnavailableIsToldAsSuch() {
    Faults.answer(503, Integer.MAX_VALUE, request -> request instanceof PutObjectRequest);

    assertThatThrownBy(() -> store.putFile(file("rows", "1"), 1L))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("gufo.artifacts is 's3://" + bucket + "/stages': ")
        .hasMessageContaining("503");
    assertThat(Integer.MAX_VALUE - Faults.left()).isEqualTo(3);
  }

  @Test
  void aConnectionThatBreaksWhileReadingIsTriedAgain() throws IOException {
    ArtifactReference reference = store.putFile(file("rows", "1, 2, 3\n"), 1L);
    Faults.cutShort(2, request -> request instanceof GetObjectRequest);

    store.getFile(reference, folder.resolve("back"));

    assertThat(folder.resolve("back")).hasContent("1, 2, 3\n");
    assertThat(Faults.left()).isNegative();
  }

  @Test
  void aCrashInTheMiddleLeavesNothingUnderTheNameAndTheNextPutSucceeds() throws IOException {
    Path large = large("large", OF_THREE_PARTS);
    Faults.neverSend(secondPart().or(request -> request instanceof AbortMultipartUploadRequest));
    assertThatThrownBy(() -> store.putFile(large, null)).hasMessage(Faults.GONE);

    Faults.none();
    assertThat(keys()).isEmpty();
    assertThat(uploadsUnderWay()).isEqualTo(1);
    String sha256 = ContentId.sha256(Files.readAllBytes(large));
    assertThatThrownBy(
            () ->
                store.getFile(
                    new ArtifactReference("gufo-file:" + sha256, sha256, OF_THREE_PARTS, null),
                    folder.resolve("back")))
        .isInstanceOf(DamagedArtifactException.class)
        .hasMessageContaining("missing");

    ArtifactReference reference = store.putFile(large, null);

    store.getFile(reference, folder.resolve("back"));
    assertThat(reference.sha256()).isEqualTo(sha256);
  }

  @Test
  void anUploadThatFailsIsGivenUp() throws IOException {
    Faults.neverSend(request -> request instanceof CompleteMultipartUploadRequest);

    assertThatThrownBy(() -> store.putFile(large("large", OF_THREE_PARTS), null))
        .hasMessage(Faults.GONE);

    assertThat(keys()).isEmpty();
    assertThat(uploadsUnderWay()).isZero();
  }

  @Test
  void aFolderWhoseLastFileFailsHasNoManifest() throws IOException {
    Faults.neverSend(new AfterTheFirst());

    assertThatThrownBy(() -> store.putFolder(model("weights"))).hasMessage(Faults.GONE);

    assertThat(blobs().keySet()).containsExactly(sha256("{}"));
  }

  @Test
  void aBucketThatDoesNotExistIsNamed() {
    Place nowhere = placeAt("gufo-nowhere", Map.of());

    assertThatThrownBy(() -> new ArtifactStore(nowhere).putFile(file("rows", "1"), 1L))
        .isInstanceOf(IOException.class)
        .hasMessage("gufo.artifacts is 's3://gufo-nowhere/stages': there is no such bucket");
    assertThatThrownBy(() -> nowhere.blobs().check()).hasMessageContaining("no such bucket");
  }

  @Test
  void aMissingBlobOfAMissingBucketIsNotToldAsDamage() {
    ArtifactReference reference =
        new ArtifactReference("gufo-file:" + "0".repeat(64), "0".repeat(64), 1, null);

    assertThatThrownBy(
            () ->
                new ArtifactStore(placeAt("gufo-nowhere", Map.of()))
                    .getFile(reference, folder.resolve("back")))
        .isNotInstanceOf(DamagedArtifactException.class)
        .hasMessageContaining("no such bucket");
  }

  @Test
  void wrongCredentialsAreToldWithoutBeingRepeated() {
    System.setProperty("aws.secretAccessKey", "not-the-secret");
    try {
      assertThatThrownBy(() -> placeAt(bucket, Map.of()).blobs().check())
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("gufo.artifacts is 's3://" + bucket + "/stages': refused (")
          .hasMessageContaining("credentials")
          .hasMessageNotContainingAny("not-the-secret", S3Server.KEY);
    } finally {
      System.setProperty("aws.secretAccessKey", S3Server.SECRET);
    }
  }

  @Test
  void aSilentServerIsGivenUp() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Place place =
          placeAt(
              bucket,
              Map.of(
                  "gufo.s3.endpoint", "http://127.0.0.1:" + silent.getLocalPort(),
                  "gufo.s3.timeout", "300ms",
                  "gufo.s3.attempts", "2"));

      assertThatThrownBy(() -> place.blobs().check())
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("gufo.artifacts is 's3://" + bucket + "/stages': ");
    }
  }

  @Test
  void theStageIsReadyWhileTheBucketCanBeReached() {
    assertThatCode(() -> place().blobs().check()).doesNotThrowAnyException();
    assertThat(new ArtifactStoreReadiness(place()).call().getStatus())
        .isEqualTo(HealthCheckResponse.Status.UP);
    assertThat(new ArtifactStoreReadiness(placeAt("gufo-nowhere", Map.of())).call())
        .satisfies(
            down -> {
              assertThat(down.getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
              assertThat(down.getData().orElseThrow().get("reason").toString())
                  .contains("no such bucket");
            });
  }

  @Override
  void damage(String sha256, String text) {
    behind.putObject(
        put -> put.bucket(bucket).key("stages/" + Blobs.name(sha256)),
        RequestBody.fromString(text));
  }

  @Override
  void remove(String sha256) {
    behind.deleteObject(delete -> delete.bucket(bucket).key("stages/" + Blobs.name(sha256)));
  }

  @Override
  Map<String, byte[]> blobs() {
    Map<String, byte[]> blobs = new HashMap<>();
    for (String key : keys()) {
      blobs.put(
          key.substring(key.lastIndexOf('/') + 1),
          behind.getObjectAsBytes(get -> get.bucket(bucket).key(key)).asByteArray());
    }
    return blobs;
  }

  private static Place placeAt(String bucket, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(SERVER.settings());
    all.putAll(settings);
    return TestStore.at("s3://" + bucket + "/stages", all);
  }

  /** A source whose bytes are others each time it is read. */
  private static Source changing(int size) {
    byte[] bytes = new byte[size];
    return new Source() {
      @Override
      public long size() {
        return size;
      }

      @Override
      public InputStream open() {
        bytes[size - 1]++;
        return new ByteArrayInputStream(bytes.clone());
      }
    };
  }

  /** Under the prefix: S3Proxy shows parts that are no object yet beside it. */
  private List<String> keys() {
    return behind.listObjectsV2(list -> list.bucket(bucket).prefix("stages/")).contents().stream()
        .map(S3Object::key)
        .toList();
  }

  private int uploadsUnderWay() {
    return behind.listMultipartUploads(list -> list.bucket(bucket)).uploads().size();
  }

  private static Predicate<SdkRequest> secondPart() {
    return request -> request instanceof UploadPartRequest part && part.partNumber() == 2;
  }

  /** Lets one object through and no more. */
  private static final class AfterTheFirst implements Predicate<SdkRequest> {
    private int seen;

    @Override
    public boolean test(SdkRequest request) {
      return request instanceof PutObjectRequest && ++seen > 1;
    }
  }
}
