package gufo.filter.supplied;

import gufo.kit.artifacts.Folders;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The folder where requests and answers lie while they are under way; of this process alone. */
@ApplicationScoped
class Uploads {

  private final Path folder;

  Uploads(@ConfigProperty(name = "quarkus.http.body.uploads-directory") Path folder) {
    this.folder = folder;
  }

  /** Deletes what a process that was killed has left. */
  void clear(@Observes StartupEvent started) throws IOException {
    Folders.delete(folder);
    Files.createDirectories(folder);
  }

  Path newFile() throws IOException {
    return Files.createTempFile(folder, "judged-", ".jsonl");
  }
}
