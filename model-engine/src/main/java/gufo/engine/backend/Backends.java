package gufo.engine.backend;

import gufo.contracts.spec.ModelUri;
import gufo.engine.checkpoint.ModelDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every back end this engine has, found by the scheme of a URI or by a model's directory. */
public final class Backends {

  private final Map<String, ModelBackend> byScheme;

  public Backends(List<ModelBackend> backends) {
    this.byScheme =
        backends.stream()
            .collect(
                Collectors.toMap(
                    ModelBackend::scheme,
                    Function.identity(),
                    (one, other) -> {
                      throw new IllegalArgumentException("two back ends for " + one.scheme());
                    },
                    TreeMap::new));
  }

  /** The back ends that are shipped. */
  public static Backends shipped() {
    return new Backends(List.of(new ReferenceBackend(), new MlpBackend(), new FakeBackend()));
  }

  /**
   * The back end that answers the URI; it has such a model.
   *
   * @throws IllegalArgumentException with a text for the caller when nothing answers the scheme, or
   *     the back end has no such model
   */
  public ModelBackend of(ModelUri uri) {
    ModelBackend backend = byScheme.get(uri.scheme());
    if (backend == null) {
      throw new IllegalArgumentException(
          "'%s': no back end '%s'; expected one of %s"
              .formatted(uri, uri.scheme(), String.join(", ", byScheme.keySet())));
    }
    backend.check(uri);
    return backend;
  }

  /**
   * The back end that wrote the model.
   *
   * @throws IOException when the directory holds no model, or one of a back end that is not here
   */
  public ModelBackend of(Path model) throws IOException {
    String scheme = ModelDirectory.manifest(model).backend();
    ModelBackend backend = byScheme.get(scheme);
    if (backend == null) {
      throw new IOException(model + " is a model of back end '" + scheme + "', which is not here");
    }
    return backend;
  }
}
