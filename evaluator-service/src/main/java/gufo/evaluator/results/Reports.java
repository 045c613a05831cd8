package gufo.evaluator.results;

import gufo.contracts.id.Json;
import gufo.contracts.result.ExperimentResult;
import gufo.contracts.spec.ExperimentSpec;
import gufo.evaluator.report.MarkdownReport;
import gufo.kit.artifacts.Folders;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Writes report.md and report.json of ended experiments into the reports folder, where one is set.
 */
@ApplicationScoped
class Reports {

  private final Vertx vertx;
  private final Optional<Path> folder;

  Reports(Vertx vertx, @ConfigProperty(name = "gufo.reports") Optional<Path> folder) {
    this.vertx = vertx;
    this.folder = folder;
  }

  /** The same result gives the same files, so writing them again after a crash is harmless. */
  Uni<Void> write(String experimentId, ExperimentResult result, ExperimentSpec spec) {
    if (folder.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return vertx.executeBlocking(
        () -> {
          write(folder.get().resolve(experimentId), result, spec);
          return null;
        });
  }

  private static void write(Path into, ExperimentResult result, ExperimentSpec spec)
      throws IOException {
    Files.createDirectories(into);
    put(
        into.resolve("report.json"),
        Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(result) + "\n");
    put(into.resolve("report.md"), MarkdownReport.of(result, spec));
  }

  private static void put(Path file, String text) throws IOException {
    Path temporary = file.resolveSibling("." + file.getFileName());
    Files.writeString(temporary, text);
    Folders.sync(temporary);
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
