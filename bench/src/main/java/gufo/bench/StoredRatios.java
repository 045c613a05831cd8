package gufo.bench;

import com.fasterxml.jackson.core.type.TypeReference;
import gufo.contracts.id.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The ratios that a change is measured against.
 *
 * @param byName of every contest that was stored
 */
record StoredRatios(Map<String, Double> byName) {

  /** A change may lose this share. */
  private static final double ALLOWED_LOSS = 0.10;

  static StoredRatios read(Path file) throws IOException {
    return new StoredRatios(
        Json.mapper().readValue(Files.readAllBytes(file), new TypeReference<>() {}));
  }

  /** Puts {@code ratios} in the place of those of the same name; two digits behind the point. */
  static void write(Path file, List<Ratio> ratios) throws IOException {
    Map<String, Double> all = new TreeMap<>(Files.exists(file) ? read(file).byName() : Map.of());
    ratios.forEach(ratio -> all.put(ratio.name(), Math.round(ratio.ratio() * 100) / 100.0));
    Files.writeString(
        file, Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n");
  }

  /** Says what was lost; whether no contest lost more than is allowed. */
  boolean hold(List<Ratio> ratios) {
    boolean held = true;
    for (Ratio ratio : ratios) {
      Double before = byName.get(ratio.name());
      if (before == null) {
        System.out.printf("%s: no ratio is stored%n", ratio.name());
      } else if (ratio.ratio() < (1 - ALLOWED_LOSS) * before) {
        System.out.printf("%s: %.2f, stored %.2f: lost%n", ratio.name(), ratio.ratio(), before);
        held = false;
      }
    }
    return held;
  }
}
