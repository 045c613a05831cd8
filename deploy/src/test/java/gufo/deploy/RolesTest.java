package gufo.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each stage is one image in two roles. */
class RolesTest {

  static List<String> overlays() {
    return Overlays.names();
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void eachStageHasOneApiAndRunners(String overlay) {
    assertThat(Overlays.render(overlay, "Deployment"))
        .extracting(Manifest::name)
        .containsAll(Stages.NAMES.stream().map(stage -> stage + "-api").toList())
        .containsAll(Stages.NAMES.stream().map(stage -> stage + "-runner").toList());
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void theApiIsOneAndDoesNoWork(String overlay) {
    assertThat(Stages.NAMES)
        .allSatisfy(
            stage -> {
              Manifest api = role(overlay, stage, "api");
              assertThat(api.spec().path("replicas").asInt()).isOne();
              assertThat(api.spec().at("/strategy/type").asText()).isEqualTo("Recreate");
              assertThat(environment(api)).containsEntry("GUFO_ROLES_RUNNER", "false");
              assertThat(environment(api)).doesNotContainKeys("GUFO_ROLES_RELAY");
              assertThat(environment(api)).doesNotContainKeys("GUFO_ROLES_INTAKE");
              assertThat(api.podSpec().toString()).doesNotContain("nvidia");
            });
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void aRunnerNeitherTakesFactsInNorTellsThem(String overlay) {
    assertThat(Stages.NAMES)
        .extracting(stage -> environment(role(overlay, stage, "runner")))
        .allSatisfy(
            environment ->
                assertThat(environment)
                    .containsEntry("GUFO_ROLES_RUNNER", "true")
                    .containsEntry("GUFO_ROLES_RELAY", "false")
                    .containsEntry("GUFO_ROLES_INTAKE", "false")
                    .doesNotContainKey("MP_MESSAGING_CONNECTOR_SMALLRYE_KAFKA_GROUP_INSTANCE_ID"));
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void bothRolesRunTheStagesOwnImage(String overlay) {
    assertThat(Stages.NAMES)
        .allSatisfy(
            stage -> {
              String image = container(role(overlay, stage, "api")).path("image").asText();
              assertThat(image).startsWith("gufo-" + stage + ":");
              assertThat(container(role(overlay, stage, "runner")).path("image").asText())
                  .isEqualTo(image);
            });
  }

  /** What a stage writes outside its store: everything else is read-only. */
  @ParameterizedTest
  @MethodSource("overlays")
  void everythingAStageWritesToIsAVolumeOfItsPod(String overlay) {
    String settings =
        Overlays.render(overlay, "ConfigMap").findAny().orElseThrow().tree().toString();

    assertThat(settings)
        .contains("\"GUFO_SCRATCH\":\"/scratch\"")
        .contains("-Dorg.bytedeco.javacpp.cachedir=/javacpp");
    assertThat(Overlays.render(overlay, "Deployment"))
        .filteredOn(deployment -> !deployment.name().equals("vllm"))
        .hasSize(10)
        .allSatisfy(
            deployment ->
                assertThat(Manifest.each(container(deployment).path("volumeMounts")))
                    .filteredOn(mount -> !mount.path("readOnly").asBoolean())
                    .extracting(mount -> mount.path("mountPath").asText())
                    .contains("/tmp", "/scratch", "/javacpp"));
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void aRunnerHasTimeToWriteACheckpointAndGiveItsLeaseBack(String overlay) {
    int slots = Integer.parseInt(Stages.defaultOf("slots"));
    int stopWithin = 8;

    assertThat(Stages.NAMES)
        .extracting(stage -> role(overlay, stage, "runner").podSpec())
        .allSatisfy(
            pod ->
                assertThat(pod.path("terminationGracePeriodSeconds").asInt())
                    .isGreaterThan(slots * stopWithin));
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void theRunnersOfAStageSpreadOverNodes(String overlay) {
    assertThat(Stages.NAMES)
        .extracting(stage -> role(overlay, stage, "runner").podSpec())
        .allSatisfy(
            pod ->
                assertThat(Manifest.each(pod.path("topologySpreadConstraints")))
                    .extracting(spread -> spread.path("topologyKey").asText())
                    .contains("kubernetes.io/hostname"));
  }

  static Manifest role(String overlay, String stage, String role) {
    return Overlays.render(overlay, "Deployment")
        .filter(deployment -> deployment.name().equals(stage + "-" + role))
        .findAny()
        .orElseThrow();
  }

  static Map<String, String> environment(Manifest deployment) {
    return Manifest.each(container(deployment).path("env"))
        .filter(variable -> variable.has("value"))
        .collect(Collectors.toMap(v -> v.path("name").asText(), v -> v.path("value").asText()));
  }

  private static JsonNode container(Manifest deployment) {
    return deployment.containers().findFirst().orElseThrow();
  }
}
