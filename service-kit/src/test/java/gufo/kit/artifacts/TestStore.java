package gufo.kit.artifacts;

import gufo.kit.KitConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A place for a test's artifacts, configured as a stage's is. */
final class TestStore {

  private TestStore() {}

  static Place in(Path folder) {
    return at(folder.toUri().toString(), Map.of());
  }

  static Place at(String uri, Map<String, String> settings) {
    SmallRyeConfigBuilder builder =
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .withConverter(Duration.class, 100, new DurationConverter())
            .withConverter(MemorySize.class, 100, new MemorySizeConverter())
            .withMapping(KitConfig.class)
            .withDefaultValue("gufo.artifacts", uri)
            .withDefaultValue("java.io.tmpdir", System.getProperty("java.io.tmpdir"));
    settings.forEach(builder::withDefaultValue);
    return new Place(builder.build().getConfigMapping(KitConfig.class));
  }
}
