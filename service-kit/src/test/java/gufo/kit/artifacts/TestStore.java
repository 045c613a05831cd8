package gufo.kit.artifacts;

import gufo.kit.KitConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;

/** A store in a folder of a test. */
final class TestStore {

  private TestStore() {}

  static ArtifactStore in(Path folder) {
    return at(folder.toUri().toString());
  }

  static ArtifactStore at(String uri) {
    return new ArtifactStore(
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .withConverter(Duration.class, 100, new DurationConverter())
            .withMapping(KitConfig.class)
            .withDefaultValue("gufo.artifacts", uri)
            .withDefaultValue("java.io.tmpdir", "unused")
            .build()
            .getConfigMapping(KitConfig.class));
  }
}
