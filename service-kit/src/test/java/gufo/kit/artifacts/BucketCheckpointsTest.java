package gufo.kit.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

class BucketCheckpointsTest extends CheckpointsContract {

  private static final S3Server SERVER = S3Server.shared();

  private final S3Client behind = SERVER.client();
  private final String bucket = SERVER.bucket();

  @AfterEach
  void disconnect() {
    behind.close();
  }

  @Override
  Place place() {
    return TestStore.at("s3://" + bucket + "/stages", SERVER.settings());
  }

  @Test
  void aCheckpointWhoseLastObjectIsNotThereIsNone() throws IOException {
    save(1, "10");
    save(2, "20");

    delete(marks().get(0));

    assertThat(checkpoints.last(RECIPE, folder)).isEmpty();
  }

  @Test
  void aCheckpointThatLacksAFileIsNone() throws IOException {
    save(1, "10");

    delete(objects().stream().filter(object -> object.contains("/blobs/")).findFirst().get());

    assertThat(checkpoints.last(RECIPE, folder)).isEmpty();
  }

  @Override
  int kept() {
    return marks().size();
  }

  @Override
  int left() {
    return objects().size();
  }

  private List<String> marks() {
    return objects().stream().filter(object -> object.matches(".*\\.[0-9a-f]{64}")).toList();
  }

  private void delete(String object) {
    behind.deleteObject(delete -> delete.bucket(bucket).key(object));
  }

  private List<String> objects() {
    return behind
        .listObjectsV2(list -> list.bucket(bucket).prefix("stages/checkpoints/" + RECIPE))
        .contents()
        .stream()
        .map(S3Object::key)
        .toList();
  }
}
