package gufo.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;

/** Every pod is confined, watched and bounded. */
class WorkloadsTest {

  @EveryOverlay
  void everyPodRunsConfinedAndWithoutAToken(String overlay) {
    SoftAssertions softly = new SoftAssertions();
    workloads(overlay)
        .forEach(
            workload -> {
              JsonNode pod = workload.podSpec();
              softly.assertThat(pod.at("/securityContext/runAsNonRoot")).hasToString("true");
              softly.assertThat(pod.at("/securityContext/runAsUser").asInt()).isPositive();
              softly
                  .assertThat(pod.at("/securityContext/seccompProfile/type").asText())
                  .as(workload + " seccomp")
                  .isEqualTo("RuntimeDefault");
              softly.assertThat(pod.path("automountServiceAccountToken")).hasToString("false");
              softly.assertThat(pod.path("enableServiceLinks")).hasToString("false");
              for (String host : List.of("hostNetwork", "hostPID", "hostIPC")) {
                softly.assertThat(pod.has(host)).as(workload + " " + host).isFalse();
              }
              softly.assertThat(pod.findValues("hostPath")).as(workload + " hostPath").isEmpty();
            });
    softly.assertAll();
  }

  @EveryOverlay
  void everyContainerIsHardened(String overlay) {
    SoftAssertions softly = new SoftAssertions();
    workloads(overlay)
        .forEach(
            workload ->
                workload
                    .containers()
                    .map(container -> container.path("securityContext"))
                    .forEach(
                        context -> {
                          softly
                              .assertThat(context.path("allowPrivilegeEscalation"))
                              .as(workload + " allowPrivilegeEscalation")
                              .hasToString("false");
                          softly
                              .assertThat(context.path("readOnlyRootFilesystem"))
                              .as(workload + " readOnlyRootFilesystem")
                              .hasToString("true");
                          softly
                              .assertThat(context.at("/capabilities/drop"))
                              .as(workload + " capabilities")
                              .hasToString("[\"ALL\"]");
                          softly.assertThat(context.has("privileged")).isFalse();
                          softly.assertThat(context.at("/capabilities/add")).isEmpty();
                        }));
    softly.assertAll();
  }

  @EveryOverlay
  void everyContainerAsksForWhatItNeedsAndHasABoundOnMemory(String overlay) {
    assertThat(workloads(overlay).flatMap(Manifest::containers))
        .allSatisfy(
            container -> {
              assertThat(container.at("/resources/requests/cpu").asText()).isNotEmpty();
              assertThat(container.at("/resources/requests/memory").asText()).isNotEmpty();
              assertThat(container.at("/resources/limits/memory").asText()).isNotEmpty();
            });
  }

  @EveryOverlay
  void everyImageHasATagThatSaysWhichItIs(String overlay) {
    assertThat(workloads(overlay).flatMap(Manifest::containers))
        .extracting(container -> container.path("image").asText())
        .allMatch(image -> image.matches("[a-z/-]+:v?[0-9].*"));
  }

  @EveryOverlay
  void everyServerSaysWhenItHasStartedAndWhetherItIsReadyAndAlive(String overlay) {
    assertThat(workloads(overlay))
        .filteredOn(workload -> !workload.is("CronJob"))
        .flatExtracting(workload -> workload.containers().toList())
        .allSatisfy(
            container ->
                assertThat(List.of("startupProbe", "readinessProbe", "livenessProbe"))
                    .allMatch(container::has));
  }

  @EveryOverlay
  void everyDeploymentHasADisruptionBudgetThatLetsADrainEnd(String overlay) {
    assertThat(Overlays.render(overlay, "Deployment"))
        .isNotEmpty()
        .allSatisfy(
            deployment ->
                assertThat(Overlays.render(overlay, "PodDisruptionBudget"))
                    .filteredOn(
                        budget ->
                            Selector.selects(
                                budget.spec().path("selector"), deployment.podLabels()))
                    .singleElement()
                    .satisfies(
                        budget ->
                            assertThat(budget.spec().path("maxUnavailable").asInt()).isOne()));
  }

  @EveryOverlay
  void everyDeploymentRunsUnderAnAccountOfItsStageThatMountsNoToken(String overlay) {
    List<String> accounts =
        Overlays.render(overlay, "ServiceAccount")
            .filter(account -> !account.tree().path("automountServiceAccountToken").asBoolean(true))
            .map(Manifest::name)
            .toList();

    assertThat(Overlays.render(overlay, "Deployment"))
        .extracting(deployment -> deployment.podSpec().path("serviceAccountName").asText())
        .isSubsetOf(accounts)
        .containsAll(Stages.NAMES.stream().map(stage -> stage + "-stage").toList());
  }

  /** Strimzi makes the broker's pods; the namespace admits restricted ones only. */
  @EveryOverlay
  void theBrokersContainersAreConfinedToo(String overlay) {
    JsonNode broker = Overlays.render(overlay, "KafkaNodePool").findAny().orElseThrow().spec();
    JsonNode kafka = Overlays.render(overlay, "Kafka").findAny().orElseThrow().spec();

    assertThat(
            Stream.of(
                broker.at("/template/kafkaContainer"),
                broker.at("/template/initContainer"),
                kafka.at("/entityOperator/template/topicOperatorContainer"),
                kafka.at("/entityOperator/template/userOperatorContainer"),
                kafka.at("/kafkaExporter/template/container")))
        .extracting(container -> container.path("securityContext").toString())
        .containsOnly(
            "{\"allowPrivilegeEscalation\":false,\"capabilities\":{\"drop\":[\"ALL\"]},"
                + "\"runAsNonRoot\":true,\"seccompProfile\":{\"type\":\"RuntimeDefault\"}}");
  }

  private static Stream<Manifest> workloads(String overlay) {
    return Overlays.render(overlay).stream().filter(Manifest::makesPods);
  }
}
