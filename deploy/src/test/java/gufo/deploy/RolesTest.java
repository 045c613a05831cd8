package gufo.deploy;

import static org.assertj.core.api.Assertions.assertThat;

/** Each stage is one image in two roles. */
class RolesTest {

  @EveryOverlay
  void eachStageHasOneApiAndRunners(String overlay) {
    assertThat(Overlays.render(overlay, "Deployment"))
        .extracting(Manifest::name)
        .containsAll(Stages.NAMES.stream().map(stage -> stage + "-api").toList())
        .containsAll(Stages.NAMES.stream().map(stage -> stage + "-runner").toList());
  }

  @EveryOverlay
  void theApiIsOneAndDoesNoWork(String overlay) {
    assertThat(Stages.NAMES)
        .allSatisfy(
            stage -> {
              Manifest api = Overlays.role(overlay, stage, "api");
              assertThat(api.spec().path("replicas").asInt()).isOne();
              assertThat(api.spec().at("/strategy/type").asText()).isEqualTo("Recreate");
              assertThat(api.environment()).containsEntry("GUFO_ROLES_RUNNER", "false");
              assertThat(api.environment()).doesNotContainKeys("GUFO_ROLES_RELAY");
              assertThat(api.environment()).doesNotContainKeys("GUFO_ROLES_INTAKE");
              assertThat(api.podSpec().toString()).doesNotContain("nvidia");
            });
  }

  @EveryOverlay
  void aRunnerNeitherTakesFactsInNorTellsThem(String overlay) {
    assertThat(Stages.NAMES)
        .extracting(stage -> Overlays.role(overlay, stage, "runner").environment())
        .allSatisfy(
            environment ->
                assertThat(environment)
                    .containsEntry("GUFO_ROLES_RUNNER", "true")
                    .containsEntry("GUFO_ROLES_RELAY", "false")
                    .containsEntry("GUFO_ROLES_INTAKE", "false")
                    .doesNotContainKey("MP_MESSAGING_CONNECTOR_SMALLRYE_KAFKA_GROUP_INSTANCE_ID"));
  }

  @EveryOverlay
  void bothRolesRunTheStagesOwnImage(String overlay) {
    assertThat(Stages.NAMES)
        .allSatisfy(
            stage -> {
              String image =
                  Overlays.role(overlay, stage, "api").container().path("image").asText();
              assertThat(image).startsWith("gufo-" + stage + ":");
              assertThat(Overlays.role(overlay, stage, "runner").container().path("image").asText())
                  .isEqualTo(image);
            });
  }

  /** What a stage writes outside its store: everything else is read-only. */
  @EveryOverlay
  void everythingAStageWritesToIsAVolumeOfItsPod(String overlay) {
    String settings = Overlays.settings(overlay).tree().toString();

    assertThat(settings)
        .contains("\"GUFO_SCRATCH\":\"/scratch\"")
        .contains("-Dorg.bytedeco.javacpp.cachedir=/javacpp");
    assertThat(Overlays.render(overlay, "Deployment"))
        .filteredOn(deployment -> !deployment.name().equals("vllm"))
        .hasSize(10)
        .allSatisfy(
            deployment ->
                assertThat(Manifest.each(deployment.container().path("volumeMounts")))
                    .filteredOn(mount -> !mount.path("readOnly").asBoolean())
                    .extracting(mount -> mount.path("mountPath").asText())
                    .contains("/tmp", "/scratch", "/javacpp"));
  }

  @EveryOverlay
  void aRunnerHasTimeToWriteACheckpointAndGiveItsLeaseBack(String overlay) {
    assertThat(Stages.NAMES)
        .extracting(stage -> Overlays.role(overlay, stage, "runner"))
        .allSatisfy(
            runner -> {
              String within = runner.environment().get("GUFO_RUNNER_STOP_WITHIN");
              assertThat(within).matches("\\d+s");
              assertThat(runner.podSpec().path("terminationGracePeriodSeconds").asInt())
                  .isGreaterThan(Integer.parseInt(within.replace("s", "")) + 10);
            });
  }

  @EveryOverlay
  void theRunnersOfAStageSpreadOverNodes(String overlay) {
    assertThat(Stages.NAMES)
        .extracting(stage -> Overlays.role(overlay, stage, "runner").podSpec())
        .allSatisfy(
            pod ->
                assertThat(Manifest.each(pod.path("topologySpreadConstraints")))
                    .extracting(spread -> spread.path("topologyKey").asText())
                    .contains("kubernetes.io/hostname"));
  }
}
