package gufo.kit.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import gufo.kit.testing.MetricsTable;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MonitoringTest {

  @TempDir Path folder;

  @Test
  void namesAreFoundInAnExpression() {
    String expression =
        "max by (stage) (a_total) > 6 * 3600 and on (stage)\n"
            + " (rate(b_bucket{kind=\"c\", le=~\"d|e\"}[5m]) or vector(0)) unless f == 1e3";

    assertThat(Monitoring.series(expression)).containsExactly("a_total", "b_bucket", "f");
  }

  @Test
  void whatAnExpressionFiltersIsFound() {
    assertThat(Monitoring.operands("max by (s) (a{b=\"c\"}) > 6 * 3600"))
        .containsExactly("max by (s) (a{b=\"c\"})");
    assertThat(Monitoring.operands("max(a) > 0 unless on (s) count by (s) (up{r=\"x\"} == 1)"))
        .containsExactly("max(a)", "count by (s) (up{r=\"x\"})");
    assertThat(Monitoring.anyLabels("sum(increase(a{ending=\"error\"}[30m]))"))
        .isEqualTo("sum(increase(a[30m]))");
  }

  @Test
  void everySeriesAnExpressionAsksForIsDocumented() throws IOException {
    Set<String> documented =
        MetricsTable.metrics().stream()
            .flatMap(metric -> metric.series().stream())
            .collect(Collectors.toSet());

    Map<String, String> expressions = Monitoring.expressions();

    assertThat(expressions).hasSizeGreaterThan(70);
    assertThat(expressions)
        .allSatisfy(
            (place, expression) ->
                assertThat(Monitoring.series(expression)).isNotEmpty().isSubsetOf(documented));
  }

  @Test
  void everyAlertHasASeverityAndLeadsToASectionOfItsOwnInTheRunbook() throws IOException {
    List<String> sections = Monitoring.anchors("docs/runbook.md");

    assertThat(Monitoring.alerts())
        .allSatisfy(
            alert -> {
              String section = alert.get("alert").asText().toLowerCase();
              assertThat(alert.at("/labels/severity").asText()).isIn("critical", "warning");
              assertThat(alert.at("/annotations/summary").asText()).isNotBlank();
              assertThat(alert.at("/annotations/runbook").asText())
                  .isEqualTo("docs/runbook.md#" + section);
              assertThat(sections).contains(section);
            });
  }

  @Test
  void everyAlertIsTestedToFireAndThenToClear() throws IOException {
    List<JsonNode> tested = Monitoring.ruleTests().findParents("alertname");

    assertThat(Monitoring.alerts())
        .extracting(alert -> alert.get("alert").asText())
        .allSatisfy(
            name ->
                assertThat(tested)
                    .filteredOn(test -> test.get("alertname").asText().equals(name))
                    .extracting(test -> test.has("exp_alerts"))
                    .containsSequence(false, true, false));
  }

  @Test
  void promtoolAcceptsEveryExpressionAndTheRulesPassTheirTests() throws Exception {
    assumeTrue(promtoolIsThere(), "promtool is not installed (Debian: the package prometheus)");
    YAMLMapper yaml = new YAMLMapper();
    yaml.writeValue(folder.resolve("groups.yaml").toFile(), Monitoring.groups());
    yaml.writeValue(folder.resolve("panels.yaml").toFile(), panelsAsRules());
    Files.copy(Monitoring.FOLDER.resolve("rules-test.yaml"), folder.resolve("rules-test.yaml"));

    assertPromtool("check", "rules", "groups.yaml", "panels.yaml");
    assertPromtool("test", "rules", "rules-test.yaml");
  }

  /**
   * What dashboards ask, as rules that record it: promtool has no other way to read expressions.
   */
  private static Map<String, Object> panelsAsRules() throws IOException {
    List<Map<String, String>> rules =
        Monitoring.expressions().values().stream()
            .distinct()
            .map(expression -> Map.of("record", "panel", "expr", expression))
            .toList();
    return Map.of("groups", List.of(Map.of("name", "panels", "rules", rules)));
  }

  private static boolean promtoolIsThere() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(path -> Files.isExecutable(Path.of(path, "promtool")));
  }

  private void assertPromtool(String... arguments) throws Exception {
    List<String> command = Stream.concat(Stream.of("promtool"), Stream.of(arguments)).toList();
    Path log = Files.createTempFile(folder, "promtool", ".log");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(() -> read(log)).isZero();
  }

  private static String read(Path log) {
    try {
      return Files.readString(log, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
