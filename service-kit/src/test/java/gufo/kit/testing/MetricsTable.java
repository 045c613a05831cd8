package gufo.kit.testing;

import static io.restassured.RestAssured.given;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table of docs/metrics.md, held against what a service shows at {@code /q/metrics}. */
public final class MetricsTable {

  private static final Set<String> OF_THE_CLUSTER =
      Set.of("kubelet", "kube-state-metrics", "DCGM exporter");
  private static final Pattern SAMPLE = Pattern.compile("(\\w+)(?:\\{(.*)})? \\S+");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"[^\"]*\"");

  /**
   * A documented metric.
   *
   * @param name as Prometheus shows it
   * @param stages empty for all
   */
  public record Metric(String name, String type, Set<String> labels, Set<String> stages) {

    /** The series it consists of. */
    public Set<String> series() {
      return type.equals("histogram")
          ? Stream.of("_bucket", "_count", "_sum", "_max")
              .map(suffix -> name + suffix)
              .collect(Collectors.toSet())
          : Set.of(name);
    }

    /** Whether it is another program's that no local stack has beside it. */
    public boolean ofTheCluster() {
      return stages.stream().anyMatch(OF_THE_CLUSTER::contains);
    }

    boolean in(String stage) {
      return stages.isEmpty() || stages.contains(stage);
    }
  }

  private MetricsTable() {}

  /** All rows of the tables whose first column names a metric; also those of other programs. */
  public static List<Metric> metrics() {
    Path file = Path.of(System.getProperty("gufo.build.root"), "docs", "metrics.md");
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith("| `"))
          .map(line -> line.split("\\|"))
          .map(
              cells ->
                  new Metric(
                      cells[1].strip().replace("`", ""),
                      cells[2].strip(),
                      words(cells[3]),
                      words(cells[5])))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Where the service under test and the table differ: this project's names and labels that are
   * shown and not documented, and names that are documented and not shown.
   */
  public static List<String> problems(String stage) {
    Map<String, Metric> bySeries = new LinkedHashMap<>();
    Set<String> missing = new TreeSet<>();
    for (Metric metric : metrics()) {
      if (metric.in(stage)) {
        metric.series().forEach(series -> bySeries.put(series, metric));
        missing.add(metric.name());
      }
    }
    List<String> problems = new ArrayList<>();
    for (Map.Entry<String, Set<String>> sample : shown().entrySet()) {
      Metric metric = bySeries.get(sample.getKey());
      if (metric != null) {
        missing.remove(metric.name());
      }
      if (!sample.getKey().startsWith("gufo_")) {
        continue;
      }
      if (metric == null) {
        problems.add(sample.getKey() + " is shown and not documented");
      } else if (!metric.labels().equals(sample.getValue())) {
        problems.add(
            "%s has the labels %s, documented are %s"
                .formatted(sample.getKey(), sample.getValue(), metric.labels()));
      }
    }
    missing.forEach(name -> problems.add(name + " is documented and not shown"));
    return problems;
  }

  /** Labels of what is shown now, by series. */
  private static Map<String, Set<String>> shown() {
    Map<String, Set<String>> shown = new LinkedHashMap<>();
    String text = given().accept("text/plain").get("/q/metrics").then().extract().asString();
    text.lines()
        .map(SAMPLE::matcher)
        .filter(Matcher::matches)
        .forEach(
            sample ->
                shown
                    .computeIfAbsent(sample.group(1), series -> new TreeSet<>())
                    .addAll(labels(sample.group(2))));
    return shown;
  }

  private static Set<String> labels(String text) {
    Set<String> labels = new TreeSet<>();
    Matcher label = LABEL.matcher(text == null ? "" : text);
    while (label.find()) {
      labels.add(label.group(1));
    }
    labels.remove("le");
    return labels;
  }

  private static Set<String> words(String cell) {
    return Arrays.stream(cell.split(","))
        .map(String::strip)
        .filter(word -> !word.isEmpty() && !word.equals("every stage"))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
