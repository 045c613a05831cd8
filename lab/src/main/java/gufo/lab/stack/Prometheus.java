package gufo.lab.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import gufo.contracts.id.Json;
import gufo.lab.home.Checkout;
import gufo.lab.home.Home;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Prometheus that is installed on this machine: scrapes the five services, evaluates the alert
 * rules of deploy/ and keeps its data under the home.
 */
public record Prometheus(Path program) {

  /**
   * Ends what it starts when its parent, the launcher, is gone: Prometheus itself does not look.
   */
  private static final String UNDER_THE_LAUNCHER =
      """
      launcher=$1
      shift
      "$@" &
      trap "kill $!" TERM
      while [ "$(cut -d ' ' -f 4 /proc/$$/stat)" = "$launcher" ] && kill -0 $!; do sleep 0.5; done 2>/dev/null
      kill $! 2>/dev/null
      wait $!
      """;

  /**
   * The program to use.
   *
   * @param chosen by the user; null: the one on the PATH
   * @throws StackFailed when there is none
   */
  public static Prometheus of(Path chosen) {
    if (chosen == null) {
      return onPath()
          .orElseThrow(
              () ->
                  new StackFailed(
                      "No prometheus is on the PATH. Install one (Debian and Ubuntu: apt install"
                          + " prometheus) or name its program: --prometheus FILE"));
    }
    if (!Files.isExecutable(chosen) || Files.isDirectory(chosen)) {
      throw new StackFailed(
          "--prometheus is '%s': no program is there; accepted: Prometheus' executable file"
              .formatted(chosen));
    }
    return new Prometheus(chosen.toAbsolutePath());
  }

  public static Optional<Prometheus> onPath() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(folder -> Path.of(folder, "prometheus"))
        .filter(Files::isExecutable)
        .findFirst()
        .map(Prometheus::new);
  }

  static String url(int port) {
    return "http://127.0.0.1:" + port;
  }

  /** Writes its configuration for services on these ports, in the order of the stages. */
  Child child(Checkout checkout, Home home, List<Integer> servicePorts, int port) {
    Path folder = home.observations();
    try {
      Files.createDirectories(folder);
      JsonNode rules = new YAMLMapper().readTree(checkout.alertRules().toFile()).path("spec");
      write(folder.resolve("rules.yml"), rules);
      write(folder.resolve("prometheus.yml"), configuration(servicePorts));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Path log = home.log("prometheus");
    return new Child("prometheus", () -> launch(folder, log, port), () -> isReady(url(port)), log);
  }

  /**
   * Each service is a stage's api and its runner here. What it shows is taken once, as the api's;
   * of the runner only whether it is there.
   */
  static Map<String, Object> configuration(List<Integer> servicePorts) {
    return Map.of(
        "global", Map.of("scrape_interval", "5s", "evaluation_interval", "15s"),
        "rule_files", List.of("rules.yml"),
        "scrape_configs",
            List.of(
                scrape("api", servicePorts, List.of()),
                scrape("runner", servicePorts, List.of(Map.of("regex", ".*", "action", "drop")))));
  }

  private static Map<String, Object> scrape(
      String role, List<Integer> servicePorts, List<Map<String, String>> relabelings) {
    List<Map<String, Object>> targets = new ArrayList<>();
    for (Stage stage : Stage.values()) {
      targets.add(
          Map.of(
              "targets", List.of("127.0.0.1:" + servicePorts.get(stage.ordinal())),
              "labels", Map.of("stage", stage.word(), "role", role)));
    }
    return Map.of(
        "job_name",
        "gufo-" + role,
        "metrics_path",
        "/q/metrics",
        "static_configs",
        targets,
        "metric_relabel_configs",
        relabelings);
  }

  private ProcessHandle launch(Path folder, Path log, int port) {
    List<String> command =
        new ArrayList<>(List.of("/bin/sh", "-c", UNDER_THE_LAUNCHER, "prometheus"));
    command.add(Long.toString(ProcessHandle.current().pid()));
    command.add(program.toString());
    command.add("--config.file=" + folder.resolve("prometheus.yml"));
    command.add("--storage.tsdb.path=" + folder.resolve("data"));
    command.add("--storage.tsdb.retention.size=1GB");
    command.add("--web.listen-address=127.0.0.1:" + port);
    return Child.start(command, folder, Map.of(), log);
  }

  private static boolean isReady(String url) {
    try {
      return Http.get(url + "/-/ready").status() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static void write(Path file, Object yaml) throws IOException {
    Files.writeString(
        file, Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(yaml));
  }
}
