package gufo.lab.home;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The built repository the launcher runs from. The script passes its folder in {@code
 * gufo.build.root}.
 */
public record Checkout(Path root) {

  public static Checkout current() {
    return new Checkout(Path.of(System.getProperty("gufo.build.root", "")).toAbsolutePath());
  }

  public Path experiment(String name) {
    return root.resolve("experiments").resolve(name + ".yaml");
  }

  /** The alert rules, as the Prometheus operator's object. */
  public Path alertRules() {
    return root.resolve("deploy/components/monitoring/rules.yaml");
  }

  /** The folder Quarkus leaves its runnable jar in. */
  public Path application(String module) {
    return root.resolve(module).resolve("target/quarkus-app");
  }

  /** The jar to run; missing before the build. */
  public Path jar(String module) {
    Path jar = application(module).resolve("quarkus-run.jar");
    if (!Files.exists(jar)) {
      throw new IllegalStateException(jar + " is missing; build with ./mvnw -DskipTests install");
    }
    return jar;
  }
}
