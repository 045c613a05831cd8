package gufo.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Ports and paths are those at which the services answer. */
class HttpTest {

  /** So Quarkus' own hold: 8080, /q/health/ready, live, started, /q/metrics. */
  @Test
  void noServiceMovesItsPortItsHealthOrItsMetrics() {
    assertThat(
            Stream.concat(
                Stream.of(Stages.sharedProperties()),
                Stages.NAMES.stream().map(Stages::properties)))
        .allSatisfy(
            properties ->
                assertThat(properties)
                    .doesNotContain("quarkus.http.port")
                    .doesNotContain("quarkus.http.root-path")
                    .doesNotContain("quarkus.http.non-application-root-path")
                    .doesNotContain("quarkus.smallrye-health")
                    .doesNotContain("quarkus.micrometer.export.prometheus.path")
                    .doesNotContain("quarkus.management"));
  }

  @EveryOverlay
  void aStageIsAskedWhereItAnswers(String overlay) {
    assertThat(Stages.NAMES.stream())
        .flatExtracting(
            stage ->
                Stream.of("api", "runner")
                    .map(role -> Overlays.role(overlay, stage, role))
                    .flatMap(Manifest::containers)
                    .toList())
        .hasSize(10)
        .allSatisfy(
            container -> {
              assertThat(container.at("/ports/0/name").asText()).isEqualTo("http");
              assertThat(container.at("/ports/0/containerPort").asInt()).isEqualTo(8080);
              assertThat(probe(container, "startup")).isEqualTo("/q/health/started http");
              assertThat(probe(container, "readiness")).isEqualTo("/q/health/ready http");
              assertThat(probe(container, "liveness")).isEqualTo("/q/health/live http");
            });
  }

  @Test
  void monitoringAsksForMetricsWhereTheyAre() {
    assertThat(Overlays.render("production", "PodMonitor"))
        .filteredOn(monitor -> monitor.name().equals("gufo-stages"))
        .singleElement()
        .satisfies(
            monitor -> {
              JsonNode endpoint = monitor.spec().at("/podMetricsEndpoints/0");
              assertThat(endpoint.path("path").asText()).isEqualTo("/q/metrics");
              assertThat(endpoint.path("port").asText()).isEqualTo("http");
              assertThat(endpoint.at("/authorization/credentials"))
                  .hasToString("{\"key\":\"prometheus.read\",\"name\":\"gufo-tokens\"}");
              assertThat(Overlays.render("production", "Deployment"))
                  .filteredOn(
                      deployment ->
                          Selector.selects(monitor.spec().path("selector"), deployment.podLabels()))
                  .hasSize(10);
            });
  }

  @Test
  void everyPathFromOutsideLeadsToAServiceThatHasIt() {
    assertThat(Overlays.render("production", "Ingress").map(Manifest::spec))
        .allMatch(spec -> spec.at("/tls/0/hosts/0").equals(spec.at("/rules/0/host")));
    assertThat(
            Overlays.render("production", "Ingress")
                .flatMap(ingress -> Manifest.each(ingress.spec().at("/rules/0/http/paths"))))
        .isNotEmpty()
        .allSatisfy(
            path -> {
              String service = path.at("/backend/service/name").asText();
              assertThat(Overlays.render("production", "Service"))
                  .filteredOn(one -> one.name().equals(service))
                  .singleElement()
                  .satisfies(
                      one ->
                          assertThat(one.spec().at("/ports/0/name"))
                              .isEqualTo(path.at("/backend/service/port/name")));
              assertThat(Stages.sources(service.replace("-api", "-service")))
                  .anyMatch(
                      source ->
                          source.contains("@Path(\"" + path.path("path").asText())
                              && source.contains("class "));
            });
  }

  private static String probe(JsonNode container, String name) {
    JsonNode get = container.path(name + "Probe").path("httpGet");
    return get.path("path").asText() + " " + get.path("port").asText();
  }
}
