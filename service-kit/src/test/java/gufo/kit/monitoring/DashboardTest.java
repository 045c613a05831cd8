package gufo.kit.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The structure that Grafana documents for dashboards (schema version 39): nothing here opens them.
 */
class DashboardTest {

  private static final Set<String> FIELDS =
      Set.of(
          "uid",
          "title",
          "description",
          "tags",
          "schemaVersion",
          "editable",
          "graphTooltip",
          "refresh",
          "time",
          "links",
          "templating",
          "panels");
  private static final Set<String> PANEL_FIELDS =
      Set.of(
          "id",
          "type",
          "title",
          "description",
          "datasource",
          "gridPos",
          "fieldConfig",
          "options",
          "transformations",
          "targets");
  private static final Set<String> TYPES = Set.of("timeseries", "stat", "bargauge", "table");

  /** Grafana's ids of units; another is shown as text behind the number. */
  private static final Set<String> UNITS =
      Set.of("short", "s", "h", "ops", "percentunit", "percent", "bytes", "celsius", "watt");

  private static final int COLUMNS = 24;
  private static final Pattern LEGEND = Pattern.compile("\\{\\{(\\w+)}}");
  private static final Pattern BY = Pattern.compile("\\bby \\(([^)]*)\\)");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([a-z]\\w*)");

  static Stream<Path> dashboards() throws IOException {
    return Monitoring.dashboards().stream();
  }

  @Test
  void thereIsOneForEachQuestionAndGrafanaIsGivenAllOfThem() throws IOException {
    List<String> given = new ArrayList<>();
    new YAMLMapper()
        .readTree(Monitoring.FOLDER.resolve("kustomization.yaml").toFile())
        .at("/configMapGenerator/0/files")
        .forEach(file -> given.add(file.asText()));

    assertThat(dashboards().map(file -> file.getFileName().toString()))
        .containsExactly("gpu.json", "money.json", "pipeline.json", "science.json", "stage.json");
    assertThat(given)
        .containsExactlyElementsOf(
            dashboards().map(file -> "dashboards/" + file.getFileName()).toList());
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void aDashboardHasGrafanasFieldsAndANameOfItsOwn(Path file) throws IOException {
    JsonNode dashboard = read(file);

    assertThat(names(dashboard)).isSubsetOf(FIELDS);
    assertThat(dashboard.get("uid").asText())
        .isEqualTo("gufo-" + file.getFileName().toString().replace(".json", ""))
        .hasSizeLessThanOrEqualTo(40);
    assertThat(dashboard.get("schemaVersion").asInt()).isEqualTo(39);
    assertThat(dashboard.at("/templating/list/0/query").asText()).isEqualTo("prometheus");
    assertThat(names(dashboard.at("/links/0")))
        .containsExactly(
            "asDropdown",
            "icon",
            "includeVars",
            "keepTime",
            "tags",
            "targetBlank",
            "title",
            "tooltip",
            "type");
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void panelsAreOfKnownTypesAndLieBesideEachOther(Path file) throws IOException {
    Set<Integer> ids = new HashSet<>();
    Set<String> taken = new HashSet<>();
    for (JsonNode panel : read(file).get("panels")) {
      assertThat(names(panel)).isSubsetOf(PANEL_FIELDS);
      assertThat(panel.get("type").asText()).isIn(TYPES);
      assertThat(panel.get("title").asText()).isNotBlank();
      assertThat(panel.at("/datasource/uid").asText()).isEqualTo("${datasource}");
      assertThat(panel.at("/fieldConfig/defaults/unit").asText()).isIn(UNITS);
      if (panel.get("type").asText().equals("timeseries")) {
        assertThat(names(panel.at("/options/legend")))
            .containsExactly("calcs", "displayMode", "placement", "showLegend");
        assertThat(names(panel.at("/options/tooltip"))).containsExactly("mode", "sort");
      }
      assertThat(ids.add(panel.get("id").asInt())).as("id of %s", panel.get("title")).isTrue();
      for (String cell : cells(panel.get("gridPos"))) {
        assertThat(taken.add(cell)).as("%s covers another panel", panel.get("title")).isTrue();
      }
    }
    assertThat(ids).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void queriesUseVariablesThatExistAndLegendsLabelsThatAreLeft(Path file) throws IOException {
    JsonNode dashboard = read(file);
    Set<String> variables =
        new TreeSet<>(dashboard.at("/templating/list").findValuesAsText("name"));
    for (JsonNode panel : dashboard.get("panels")) {
      List<String> refs = panel.get("targets").findValuesAsText("refId");
      assertThat(refs).isNotEmpty().doesNotHaveDuplicates();
      for (JsonNode target : panel.get("targets")) {
        String expression = target.get("expr").asText();
        assertThat(found(VARIABLE, expression)).isSubsetOf(variables);
        Set<String> kept =
            found(BY, expression).stream()
                .flatMap(labels -> Stream.of(labels.split(",")))
                .map(String::strip)
                .collect(Collectors.toSet());
        if (!kept.isEmpty()) {
          assertThat(found(LEGEND, target.get("legendFormat").asText()))
              .as("legend of %s", expression)
              .isSubsetOf(kept);
        }
      }
    }
  }

  private static List<String> cells(JsonNode place) {
    int x = place.get("x").asInt();
    int width = place.get("w").asInt();
    assertThat(width).isPositive();
    assertThat(x + width).isLessThanOrEqualTo(COLUMNS);
    List<String> cells = new ArrayList<>();
    for (int column = x; column < x + width; column++) {
      for (int row = 0; row < place.get("h").asInt(); row++) {
        cells.add(column + "/" + (place.get("y").asInt() + row));
      }
    }
    return cells;
  }

  private static Set<String> found(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> names(JsonNode node) {
    Set<String> names = new TreeSet<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static JsonNode read(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile());
  }
}
