package gufo.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The images that {@code deploy/images/build} makes are those that the manifests run. */
class ImagesTest {

  private static final String CONTAINERFILE =
      Stages.read(Overlays.DEPLOY.resolve("images/Containerfile"));
  private static final String BUILD = Stages.read(Overlays.DEPLOY.resolve("images/build"));

  @EveryOverlay
  void everyStageRunsTheImageOfItsName(String overlay) {
    assertThat(first(BUILD, "(?m)^all=\\((.*)\\)$")).isEqualTo(String.join(" ", Stages.NAMES));
    for (String stage : Stages.NAMES) {
      assertThat(Stream.of("api", "runner").map(role -> image(overlay, stage, role)))
          .allSatisfy(image -> assertThat(image).matches("gufo-" + stage + ":[^:]+"));
    }
  }

  private static String image(String overlay, String stage, String role) {
    return container(overlay, stage, role).path("image").asText();
  }

  private static JsonNode container(String overlay, String stage, String role) {
    return Overlays.role(overlay, stage, role).containers().findFirst().orElseThrow();
  }

  @EveryOverlay
  void userPortAndWritableFoldersAreThoseOfTheImage(String overlay) {
    JsonNode pod = Overlays.role(overlay, "student", "runner").spec().at("/template/spec");
    JsonNode container = container(overlay, "student", "runner");
    JsonNode user = pod.path("securityContext");
    List<String> mounts =
        Manifest.each(container.path("volumeMounts"))
            .map(mount -> mount.path("mountPath").asText())
            .toList();

    assertThat(first(CONTAINERFILE, "(?m)^USER (.*)$"))
        .isEqualTo(user.path("runAsUser").asText() + ":" + user.path("runAsGroup").asText());
    assertThat(first(CONTAINERFILE, "(?m)^EXPOSE (.*)$"))
        .isEqualTo(container.at("/ports/0/containerPort").asText());
    assertThat(first(CONTAINERFILE, "(?m)^VOLUME \\[(.*)\\]$").replace("\"", "").split(", "))
        .isSubsetOf(mounts);
  }

  @Test
  void whatIsPinnedIsPinnedToTheLetter() {
    assertThat(Stages.read(Overlays.DEPLOY.resolve("images/base/packages.lock")).lines())
        .isNotEmpty()
        .allMatch(line -> line.matches("[a-z0-9.+-]+ [0-9][^ ]*"))
        .anyMatch(line -> line.startsWith("openjdk-17-jre-headless "));
    assertThat(Stages.read(Overlays.DEPLOY.resolve("images/base/cuda/requirements.txt")).lines())
        .isNotEmpty()
        .allMatch(line -> line.matches("nvidia-[a-z0-9-]+==[0-9.]+ --hash=sha256:[0-9a-f]{64}"));
  }

  @Test
  void whereRunnersComputeOnGpusImagesHaveCuda() {
    String[] withModels = first(BUILD, "(?m)^with_models=\\((.*)\\)$").split(" ");

    assertThat(Stages.NAMES)
        .filteredOn(stage -> image("gpu", stage, "runner").endsWith("-gpu"))
        .containsExactlyInAnyOrder(withModels);
  }

  private static String first(String text, String pattern) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .findFirst()
        .orElseThrow();
  }
}
