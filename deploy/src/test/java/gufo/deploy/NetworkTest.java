package gufo.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing may be reached but what is named. */
class NetworkTest {

  @EveryOverlay
  void everythingIsForbiddenThatNoPolicyAllows(String overlay) {
    assertThat(Overlays.render(overlay, "NetworkPolicy"))
        .filteredOn(policy -> policy.spec().path("podSelector").isEmpty())
        .filteredOn(policy -> policy.spec().path("policyTypes").size() == 2)
        .singleElement()
        .satisfies(policy -> assertThat(policy.spec().has("ingress")).isFalse())
        .satisfies(policy -> assertThat(policy.spec().has("egress")).isFalse());
  }

  @EveryOverlay
  void everyPodHasAPolicyOfItsOwn(String overlay) {
    assertThat(Overlays.render(overlay).stream().filter(Manifest::makesPods))
        .allSatisfy(
            workload ->
                assertThat(policies(overlay, workload))
                    .anyMatch(policy -> !policy.spec().path("podSelector").isEmpty()));
  }

  @ParameterizedTest
  @CsvSource({
    "kind, 'DNS 53, kafka 9093, postgres 5432'",
    "gpu, 'DNS 53, anywhere 443, kafka 9093, postgres 5432'",
    "production, 'DNS 53, anywhere 443, kafka 9093, postgres 5432'",
    "everything, 'DNS 53, anywhere 443, kafka 9093, monitoring 4317, postgres 5432, vllm 8000'"
  })
  void aRunnerReachesWhatItNeedsAndNothingElse(String overlay, String reached) {
    assertThat(reached(overlay, Overlays.role(overlay, "student", "runner")))
        .isEqualTo(Set.of(reached.split(", ")));
  }

  @ParameterizedTest
  @CsvSource({"kind, ''", "gpu, ''", "production, monitoring 8080"})
  void onlyMonitoringReachesARunner(String overlay, String from) {
    assertThat(String.join(", ", reachedFrom(overlay, "student", "runner"))).isEqualTo(from);
  }

  @ParameterizedTest
  @CsvSource({
    "teacher, 'entrance 8080, monitoring 8080'",
    "evaluator, 'entrance 8080, monitoring 8080'",
    "filter, 'entrance 8080, monitoring 8080'",
    "generator, monitoring 8080",
    "student, monitoring 8080"
  })
  void usersReachTheStagesTheyAskAndNoOther(String stage, String from) {
    assertThat(String.join(", ", reachedFrom("production", stage, "api"))).isEqualTo(from);
  }

  private static Set<String> reached(String overlay, Manifest workload) {
    return ends(policies(overlay, workload), "egress", "to");
  }

  private static Set<String> reachedFrom(String overlay, String stage, String role) {
    return ends(policies(overlay, Overlays.role(overlay, stage, role)), "ingress", "from");
  }

  private static Stream<Manifest> policies(String overlay, Manifest workload) {
    return Overlays.render(overlay, "NetworkPolicy")
        .filter(
            policy -> Selector.selects(policy.spec().path("podSelector"), workload.podLabels()));
  }

  private static Set<String> ends(Stream<Manifest> policies, String direction, String peers) {
    return policies
        .flatMap(policy -> Manifest.each(policy.spec().path(direction)))
        .flatMap(
            rule ->
                Manifest.each(rule.path("ports"))
                    .flatMap(
                        port ->
                            Manifest.each(rule.path(peers))
                                .map(peer -> name(peer) + " " + port.path("port").asText())))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String name(JsonNode peer) {
    if (peer.has("ipBlock")) {
      return "anywhere";
    }
    Map<String, String> labels = Manifest.texts(peer.findValue("matchLabels"));
    if (labels.containsKey("gufo/entrance")) {
      return "entrance";
    }
    String label = labels.values().iterator().next();
    return label.equals("kube-system") ? "DNS" : label.replace("gufo-", "");
  }
}
