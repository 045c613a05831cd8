package gufo.deploy;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The overlays as kubectl renders them, each once; without kubectl, a test that asks is skipped.
 */
final class Overlays {

  /** Where the manifests lie: this module's folder. */
  static final Path DEPLOY = Path.of("").toAbsolutePath();

  private static final Map<String, Path> FOLDERS =
      Map.of(
          "kind", Path.of("overlays", "kind"),
          "gpu", Path.of("overlays", "gpu"),
          "production", Path.of("overlays", "production"),
          "everything", Path.of("src", "test", "overlays", "everything"));

  private static final Map<String, List<Manifest>> RENDERED = new ConcurrentHashMap<>();

  private Overlays() {}

  static List<String> names() {
    return FOLDERS.keySet().stream().sorted().toList();
  }

  static List<Manifest> render(String overlay) {
    return RENDERED.computeIfAbsent(overlay, name -> Manifest.parse(kustomize(FOLDERS.get(name))));
  }

  static Stream<Manifest> render(String overlay, String kind) {
    return render(overlay).stream().filter(manifest -> manifest.is(kind));
  }

  /** The deployment of a stage in one of its roles, api or runner. */
  static Manifest role(String overlay, String stage, String role) {
    return render(overlay, "Deployment")
        .filter(deployment -> deployment.name().equals(stage + "-" + role))
        .findAny()
        .orElseThrow();
  }

  /** What all stages are told, apart from their roles and credentials. */
  static Manifest settings(String overlay) {
    return render(overlay, "ConfigMap")
        .filter(map -> map.tree().path("data").has("QUARKUS_HTTP_HOST"))
        .findAny()
        .orElseThrow();
  }

  private static String kustomize(Path folder) {
    boolean found =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .anyMatch(place -> Files.isExecutable(Path.of(place, "kubectl")));
    assumeTrue(found, "no kubectl on the path, so the manifests are not checked");
    try {
      Process kubectl =
          new ProcessBuilder("kubectl", "kustomize", DEPLOY.resolve(folder).toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      String yaml = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (kubectl.waitFor() != 0) {
        throw new AssertionError("kubectl kustomize does not render " + folder);
      }
      return yaml;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
