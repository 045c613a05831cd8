package gufo.kit.artifacts;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceTest {

  @ParameterizedTest
  @ValueSource(strings = {"http://bucket/prefix", "gufo-folder:abc", "bucket", "S4://bucket"})
  void aSchemeNobodyKnowsIsRefusedAtTheStart(String uri) {
    assertThatThrownBy(() -> TestStore.at(uri, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "gufo.artifacts is '%s'; accepted: a file: URI of a folder, or s3://BUCKET/PREFIX"
                .formatted(uri));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3:bucket",
        "s3:///prefix",
        "s3://b/prefix",
        "s3://Bucket/prefix",
        "s3://bucket:9000/prefix",
        "s3://bucket//prefix",
        "s3://bucket/prefix?region=x",
        "s3://bucket/a%20b"
      })
  void anAddressThatIsNoBucketIsRefusedAtTheStart(String uri) {
    assertThatThrownBy(() -> TestStore.at(uri, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "gufo.artifacts is '%s'; accepted: a file: URI of a folder, or s3://BUCKET/PREFIX"
                .formatted(uri));
  }

  @Test
  void credentialsInTheAddressAreRefusedAndNotRepeated() {
    assertThatThrownBy(() -> TestStore.at("s3://key:secret@bucket/prefix", Map.of()))
        .hasMessageStartingWith("gufo.artifacts is 's3://...@bucket/prefix'; accepted: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"4M", "6G"})
  void aPartThatS3WouldNotTakeIsRefusedAtTheStart(String size) {
    assertThatThrownBy(() -> TestStore.at("s3://bucket", Map.of("gufo.s3.part-size", size)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("gufo.s3.part-size is \\d+ bytes; accepted: 5M to 5G");
  }
}
