package gufo.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runners come and go with the jobs of their stage. */
class ScalingTest {

  @ParameterizedTest
  @ValueSource(strings = {"gpu", "production"})
  void everyRunnerIsScaledFromNoneByTheJobsOfItsOwnSchema(String overlay) {
    assertThat(Stages.NAMES)
        .allSatisfy(
            stage -> {
              Manifest scaled = scaled(overlay, stage);
              String schema = "quarkus.flyway.default-schema=" + stage + "\n";
              assertThat(Stages.properties(stage)).contains(schema);
              assertThat(trigger(scaled).path("query").asText())
                  .isEqualTo(
                      "select count(*) from "
                          + stage
                          + ".job where missing_inputs = 0 and"
                          + " (state = 'QUEUED' and not_before <= now() or state = 'RUNNING')");
              assertThat(scaled.spec().at("/scaleTargetRef/name").asText())
                  .isEqualTo(stage + "-runner");
              assertThat(scaled.spec().path("minReplicaCount").asInt(-1)).isZero();
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"state ", "missing_inputs ", "not_before ", "'QUEUED'", "'RUNNING'"})
  void theJobTableHasWhatTheQueryNames(String name) {
    assertThat(Stages.jobTable()).contains("create table job (").contains(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpu", "production"})
  void aRunnerIsAddedForAsManyJobsAsOneDoesAtATime(String overlay) {
    assertThat(Stages.NAMES)
        .allSatisfy(
            stage ->
                assertThat(trigger(scaled(overlay, stage)).path("targetQueryValue").asText())
                    .isEqualTo(
                        Overlays.role(overlay, stage, "runner")
                            .environment()
                            .getOrDefault("GUFO_RUNNER_SLOTS", Stages.defaultOf("slots"))));
  }

  /** A replica count beside an autoscaler would be put back at every apply. */
  @ParameterizedTest
  @ValueSource(strings = {"gpu", "production"})
  void theAutoscalerAloneSaysHowManyRunnersThereAre(String overlay) {
    assertThat(Stages.NAMES)
        .extracting(stage -> Overlays.role(overlay, stage, "runner").spec())
        .noneMatch(spec -> spec.has("replicas"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpu", "production"})
  void runnersGoSlowlyAndOneByOne(String overlay) {
    assertThat(Overlays.render(overlay, "ScaledObject"))
        .extracting(
            scaled ->
                scaled.spec().at("/advanced/horizontalPodAutoscalerConfig/behavior/scaleDown"))
        .allSatisfy(
            down -> {
              assertThat(down.path("stabilizationWindowSeconds").asInt())
                  .isGreaterThanOrEqualTo(300);
              assertThat(Manifest.each(down.path("policies")))
                  .singleElement()
                  .satisfies(
                      policy -> {
                        assertThat(policy.path("type").asText()).isEqualTo("Pods");
                        assertThat(policy.path("value").asInt()).isOne();
                      });
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpu", "production"})
  void theAutoscalerAsksTheDatabaseTheStagesUseWithTheirCredentials(String overlay) {
    String url =
        Overlays.settings(overlay).tree().at("/data/QUARKUS_DATASOURCE_REACTIVE_URL").asText();
    String secrets =
        Overlays.render(overlay, "TriggerAuthentication").findAny().orElseThrow().spec().toString();

    assertThat(secrets).contains("\"userName\"", "\"password\"", "gufo-database");
    assertThat(Overlays.render(overlay, "ScaledObject"))
        .extracting(ScalingTest::trigger)
        .allSatisfy(
            trigger ->
                assertThat(url)
                    .isEqualTo(
                        "postgresql://%s:%s/%s",
                        trigger.path("host").asText().replace(".gufo.svc", ""),
                        trigger.path("port").asText(),
                        trigger.path("dbName").asText()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpu", "production"})
  void trainingAndInferenceHavePoolsOfTheirOwnAndTheFilterNone(String overlay) {
    assertThat(List.of("student", "teacher")).allMatch(stage -> uses(overlay, stage, "training"));
    assertThat(List.of("generator", "evaluator"))
        .allMatch(stage -> uses(overlay, stage, "inference"));
    assertThat(Overlays.role(overlay, "filter", "runner").podSpec().toString())
        .doesNotContain("nvidia")
        .doesNotContain("nodeSelector");
    assertThat(Overlays.render(overlay, "PriorityClass"))
        .extracting(Manifest::name)
        .containsExactlyInAnyOrder("gufo-training", "gufo-inference");
  }

  @EveryOverlay
  void whoeverHasAGpuComputesOnItAndNobodyElseAsksForOne(String overlay) {
    for (String stage : Stages.NAMES) {
      for (String role : List.of("api", "runner")) {
        Manifest pod = Overlays.role(overlay, stage, role);
        boolean gpu = pod.container().at("/resources/limits").toString().contains("nvidia.com/");

        assertThat(pod.environment().get("GUFO_ENGINE_DEVICE"))
            .as(stage + " " + role)
            .isEqualTo(gpu ? "cuda" : null);
      }
    }
  }

  @Test
  void inferenceMayRunOnASliceInPlaceOfAWholeGpu() {
    assertThat(List.of("generator", "evaluator"))
        .extracting(stage -> Overlays.role("everything", stage, "runner").container())
        .extracting(container -> Manifest.texts(container.at("/resources/limits")))
        .allSatisfy(
            limits ->
                assertThat(limits)
                    .containsEntry("nvidia.com/mig-1g.10gb", "1")
                    .doesNotContainKey("nvidia.com/gpu"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpu", "production"})
  void theDatabaseHasAConnectionForEveryPodThatMayBe(String overlay) {
    int migrating = Stages.number("quarkus.datasource.jdbc.max-size");
    int api = Stages.number("quarkus.datasource.reactive.max-size") + migrating;
    int wanted =
        Stages.NAMES.stream()
            .mapToInt(
                stage -> api + most(overlay, stage) * (runnersPool(overlay, stage) + migrating))
            .sum();
    String arguments =
        Overlays.render(overlay, "StatefulSet")
            .findAny()
            .orElseThrow()
            .container()
            .path("args")
            .toString();

    assertThat(Integer.parseInt(arguments.replaceAll("\\D", ""))).isGreaterThan(wanted);
  }

  @Test
  void theQuotaHasAGpuForEveryRunnerThatMayBe() {
    int wanted =
        Stages.NAMES.stream()
            .filter(stage -> !stage.equals("filter"))
            .mapToInt(stage -> most("production", stage))
            .sum();

    assertThat(Overlays.render("production", "ResourceQuota"))
        .extracting(quota -> quota.spec().path("hard").path("requests.nvidia.com/gpu").asInt())
        .containsExactly(wanted);
  }

  private static int most(String overlay, String stage) {
    return scaled(overlay, stage).spec().path("maxReplicaCount").asInt();
  }

  private static int runnersPool(String overlay, String stage) {
    return Integer.parseInt(
        Overlays.role(overlay, stage, "runner")
            .environment()
            .get("QUARKUS_DATASOURCE_REACTIVE_MAX_SIZE"));
  }

  private static boolean uses(String overlay, String stage, String pool) {
    JsonNode pod = Overlays.role(overlay, stage, "runner").podSpec();
    return pod.path("nodeSelector").path("gufo/pool").asText().equals(pool)
        && pod.path("priorityClassName").asText().equals("gufo-" + pool)
        && Pattern.compile("\"limits\":\\{[^}]*\"nvidia.com/gpu\":1").matcher(pod.toString()).find()
        && pod.path("tolerations").toString().contains("nvidia.com/gpu");
  }

  private static Manifest scaled(String overlay, String stage) {
    return Overlays.render(overlay, "ScaledObject")
        .filter(scaled -> scaled.name().equals(stage + "-runner"))
        .findAny()
        .orElseThrow();
  }

  private static JsonNode trigger(Manifest scaled) {
    return scaled.spec().at("/triggers/0/metadata");
  }
}
