package gufo.kit.artifacts;

import gufo.contracts.event.ArtifactReference;
import gufo.kit.KitConfig;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Folder artifacts that this process works with again and again, such as a teacher over many
 * chunks: copied from the store and checked once, kept while in use. Readers must not change them.
 */
@ApplicationScoped
public class LocalFolders {

  private static final int MOST = 16;

  private final ArtifactStore store;
  private final Path scratch;
  private final Map<String, Path> folders = new LinkedHashMap<>(MOST, 0.75f, true);

  LocalFolders(ArtifactStore store, KitConfig config) {
    this.store = store;
    this.scratch = config.scratch();
  }

  /** The artifact's files. */
  public synchronized Path get(ArtifactReference reference) throws IOException {
    Path known = folders.get(reference.sha256());
    if (known != null) {
      return known;
    }
    Files.createDirectories(scratch);
    Path folder = Files.createTempDirectory(scratch, "model-");
    store.getFolder(reference, folder);
    folders.put(reference.sha256(), folder);
    if (folders.size() > 2 * MOST) {
      String eldest = folders.keySet().iterator().next();
      Folders.delete(folders.remove(eldest));
    }
    return folder;
  }

  synchronized void stop(@Observes ShutdownEvent event) throws IOException {
    for (Path folder : folders.values()) {
      Folders.delete(folder);
    }
  }
}
