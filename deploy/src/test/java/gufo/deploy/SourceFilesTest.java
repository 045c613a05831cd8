package gufo.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Base and components say what runs; which version and how large is said by overlays alone. */
class SourceFilesTest {

  @Test
  void noImageInBaseAndComponentsHasATag() {
    assertThat(values("image", "base", "components"))
        .isNotEmpty()
        .allMatch(image -> image.asText().matches("[a-z/-]+"));
    assertThat(values("newTag", "base", "components")).isEmpty();
    assertThat(values("digest", "base", "components")).isEmpty();
  }

  @Test
  void noSizeIsInBaseAndComponentsButTheNumberOfGpus() {
    assertThat(values("requests", "base", "components")).isEmpty();
    assertThat(values("limits", "base", "components"))
        .allSatisfy(
            limits ->
                assertThat(Manifest.texts(limits).keySet())
                    .allMatch(resource -> resource.startsWith("nvidia.com/")));
  }

  @Test
  void noFileHoldsOrMakesASecret() {
    assertThat(documents("base", "components", "overlays", "examples"))
        .isNotEmpty()
        .noneMatch(document -> document.is("Secret") || document.tree().has("secretGenerator"));
  }

  private static List<JsonNode> values(String field, String... folders) {
    return documents(folders)
        .flatMap(document -> document.tree().findValues(field).stream())
        .toList();
  }

  private static Stream<Manifest> documents(String... folders) {
    return Stream.of(folders)
        .flatMap(folder -> Stages.files(Overlays.DEPLOY.resolve(folder), ".yaml"))
        .flatMap(file -> Manifest.parse(Stages.read(file)).stream());
  }
}
