package gufo.kit.access;

import gufo.kit.KitConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;

/** A stage's settings, with Quarkus' own reading of times and sizes and without Quarkus. */
final class Settings {

  private Settings() {}

  static KitConfig of(Map<String, String> settings) {
    return new SmallRyeConfigBuilder()
        .withMapping(KitConfig.class)
        .withValidateUnknown(false)
        .withDefaultValue("gufo.artifacts", "file:///nowhere")
        .withDefaultValues(settings)
        .withConverter(MemorySize.class, 100, new MemorySizeConverter())
        .withConverter(Duration.class, 100, new DurationConverter())
        .build()
        .getConfigMapping(KitConfig.class);
  }
}
