package gufo.kit.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The alert rules and dashboards of deploy/components/monitoring. */
final class Monitoring {

  private static final Path ROOT = Path.of(System.getProperty("gufo.build.root"));
  static final Path FOLDER = ROOT.resolve("deploy/components/monitoring");

  private static final Pattern NOT_A_METRIC =
      Pattern.compile(
          "\"[^\"]*\"|\\{[^}]*}|\\[[^]]*]|\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");
  private static final Pattern NAME = Pattern.compile("(?<![\\w.])[a-zA-Z_:][\\w:]*\\b(?!\\s*\\()");
  private static final Pattern SET_OPERATION =
      Pattern.compile("\\b(?:and|unless)\\b(?:\\s+on\\s*\\([^)]*\\))?");
  private static final Pattern THRESHOLD =
      Pattern.compile("\\s(?:==|!=|<=|>=|<|>)\\s*[\\d.]+(?:\\s*\\*\\s*[\\d.]+)?");
  private static final Set<String> WORDS = Set.of("and", "or", "unless", "by", "bool", "offset");

  private Monitoring() {}

  /** The rules as Prometheus reads them: the groups of the PrometheusRule. */
  static JsonNode groups() throws IOException {
    return new YAMLMapper().readTree(FOLDER.resolve("rules.yaml").toFile()).get("spec");
  }

  static List<JsonNode> alerts() throws IOException {
    return groups().findParents("alert");
  }

  static JsonNode ruleTests() throws IOException {
    return new YAMLMapper().readTree(FOLDER.resolve("rules-test.yaml").toFile());
  }

  /** Every expression with the place it stands in; Grafana's variables have a value. */
  static Map<String, String> expressions() throws IOException {
    Map<String, String> expressions = new LinkedHashMap<>();
    for (JsonNode alert : alerts()) {
      expressions.put(alert.get("alert").asText(), alert.get("expr").asText());
    }
    for (Path file : dashboards()) {
      for (JsonNode panel : new ObjectMapper().readTree(file.toFile()).get("panels")) {
        for (JsonNode target : panel.get("targets")) {
          expressions.put(
              "%s, %s, %s"
                  .formatted(
                      file.getFileName(),
                      panel.get("title").asText(),
                      target.get("refId").asText()),
              filledIn(target.get("expr").asText()));
        }
      }
    }
    return expressions;
  }

  /**
   * What an expression that is empty in health takes its answer from: both sides of a set
   * operation, each without its threshold. {@code a > 0 and b == 1} asks {@code a} and {@code b}.
   */
  static List<String> operands(String expression) {
    return Stream.of(SET_OPERATION.split(expression))
        .map(operand -> THRESHOLD.matcher(operand).replaceAll("").strip())
        .toList();
  }

  /** Without what it asks of labels, as {@code ending="error"}, which health may not have. */
  static String anyLabels(String operand) {
    return operand.replaceAll("\\{[^}]*}", "");
  }

  static List<Path> dashboards() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER.resolve("dashboards"))) {
      return files.sorted().toList();
    }
  }

  /** The names of the series an expression asks for. */
  static Set<String> series(String expression) {
    Set<String> names = new TreeSet<>();
    Matcher name = NAME.matcher(NOT_A_METRIC.matcher(expression).replaceAll(" "));
    while (name.find()) {
      if (!WORDS.contains(name.group())) {
        names.add(name.group());
      }
    }
    return names;
  }

  /** The anchors of a Markdown page's headings. */
  static List<String> anchors(String page) throws IOException {
    List<String> anchors = new ArrayList<>();
    for (String line : Files.readAllLines(ROOT.resolve(page))) {
      if (line.startsWith("#")) {
        anchors.add(
            line.replaceFirst("#+ ", "")
                .toLowerCase()
                .replaceAll("[^\\w -]", "")
                .replace(' ', '-'));
      }
    }
    return anchors;
  }

  private static String filledIn(String expression) {
    return expression
        .replace("$__rate_interval", "1m")
        .replace("$__range", "6h")
        .replace("=\"$stage\"", "=~\".+\"");
  }
}
