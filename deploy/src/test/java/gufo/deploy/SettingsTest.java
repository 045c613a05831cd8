package gufo.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the manifests tell the services is what the services read. */
class SettingsTest {

  /** Read by Quarkus, the Kafka client, the JVM, glibc and the bucket's client, not by Gufo. */
  private static final Set<String> OF_OTHERS =
      Set.of(
          "QUARKUS_HTTP_HOST",
          "QUARKUS_DATASOURCE_JDBC_URL",
          "QUARKUS_DATASOURCE_REACTIVE_MAX_SIZE",
          "QUARKUS_DATASOURCE_REACTIVE_URL",
          "QUARKUS_DATASOURCE_USERNAME",
          "QUARKUS_DATASOURCE_PASSWORD",
          "KAFKA_BOOTSTRAP_SERVERS",
          "KAFKA_SECURITY_PROTOCOL",
          "KAFKA_SASL_MECHANISM",
          "KAFKA_SASL_JAAS_CONFIG",
          "KAFKA_SSL_TRUSTSTORE_TYPE",
          "KAFKA_SSL_TRUSTSTORE_LOCATION",
          "MP_MESSAGING_CONNECTOR_SMALLRYE_KAFKA_GROUP_INSTANCE_ID",
          "HOME",
          "JAVA_TOOL_OPTIONS",
          "MALLOC_TRIM_THRESHOLD_",
          "MALLOC_MMAP_THRESHOLD_",
          "AWS_REGION",
          "AWS_ACCESS_KEY_ID",
          "AWS_SECRET_ACCESS_KEY");

  @Test
  void theMappingIsReadFromItsSource() {
    assertThat(Stages.keys())
        .contains(
            "gufo.roles.relay", "gufo.roles.intake", "gufo.runner.checkpoint-every", "gufo.scratch")
        .contains("gufo.reports", "gufo.topic-prefix", "otel.sdk.disabled")
        .doesNotContain("gufo.roles", "gufo.runner");
  }

  @EveryOverlay
  void everySettingIsReadBySomeService(String overlay) {
    Set<String> read =
        Stages.keys().stream()
            .map(key -> key.replaceAll("[^a-z0-9]", "_").toUpperCase(Locale.ROOT))
            .collect(Collectors.toCollection(TreeSet::new));
    read.addAll(OF_OTHERS);

    assertThat(told(overlay)).isNotEmpty().isSubsetOf(read);
  }

  @EveryOverlay
  void everythingAServiceCannotDoWithoutIsTold(String overlay) {
    assertThat(told(overlay))
        .contains("GUFO_ARTIFACTS", "KAFKA_BOOTSTRAP_SERVERS", "QUARKUS_HTTP_HOST")
        .contains("QUARKUS_DATASOURCE_JDBC_URL", "QUARKUS_DATASOURCE_REACTIVE_URL")
        .contains("QUARKUS_DATASOURCE_USERNAME", "QUARKUS_DATASOURCE_PASSWORD");
  }

  @EveryOverlay
  void credentialsComeFromSecretsOnly(String overlay) {
    assertThat(Overlays.render(overlay).stream().filter(Manifest::makesPods))
        .flatExtracting(workload -> workload.containers().toList())
        .flatExtracting(container -> Manifest.each(container.path("env")).toList())
        .filteredOn(
            variable -> variable.path("name").asText().matches(".*(PASSWORD|SECRET|JAAS|KEY).*"))
        .isNotEmpty()
        .allMatch(
            variable -> variable.at("/valueFrom/secretKeyRef/name").asText().startsWith("gufo-"));
    assertThat(Overlays.settings(overlay).tree().toString().toLowerCase(Locale.ROOT))
        .doesNotContain("password");
  }

  @EveryOverlay
  void everyStageAsksForATokenOfTheOneSecret(String overlay) {
    assertThat(told(overlay)).doesNotContain("GUFO_AUTHENTICATION_ENABLED");
    assertThat(
            Stages.NAMES.stream()
                .flatMap(
                    stage ->
                        Stream.of("api", "runner")
                            .map(role -> Overlays.role(overlay, stage, role))))
        .hasSize(10)
        .allSatisfy(
            pod -> {
              String folder = pod.environment().get("GUFO_AUTHENTICATION_TOKENS");
              assertThat(folder).isNotBlank();
              assertThat(Manifest.each(pod.container().path("volumeMounts")))
                  .filteredOn(mount -> mount.path("mountPath").asText().equals(folder))
                  .singleElement()
                  .matches(mount -> mount.path("readOnly").asBoolean())
                  .satisfies(
                      mount ->
                          assertThat(Manifest.each(pod.podSpec().path("volumes")))
                              .filteredOn(volume -> volume.path("name").equals(mount.path("name")))
                              .extracting(volume -> volume.at("/secret/secretName").asText())
                              .containsExactly("gufo-tokens"));
            });
  }

  @EveryOverlay
  void everyStageTakesItsSettingsFromTheOneConfigMap(String overlay) {
    String name = Overlays.settings(overlay).name();

    assertThat(Overlays.render(overlay, "Deployment"))
        .filteredOn(deployment -> deployment.labels().containsKey("app.kubernetes.io/component"))
        .flatExtracting(deployment -> deployment.containers().toList())
        .extracting(container -> container.at("/envFrom/0/configMapRef/name").asText())
        .hasSize(10)
        .containsOnly(name);
  }

  private static Set<String> told(String overlay) {
    Set<String> names = new TreeSet<>();
    Overlays.settings(overlay).tree().path("data").fieldNames().forEachRemaining(names::add);
    Stages.NAMES.stream()
        .flatMap(
            stage -> Stream.of("api", "runner").map(role -> Overlays.role(overlay, stage, role)))
        .flatMap(Manifest::containers)
        .flatMap(container -> Manifest.each(container.path("env")))
        .forEach(variable -> names.add(variable.path("name").asText()));
    return names;
  }
}
