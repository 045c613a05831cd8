package gufo.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The checks are worth something: a typo at any place of any kind of object is found. */
class PlantedTypoTest {

  private static final String TYPO = "gufoTypo";

  /** Maps whose keys are the author's to choose. */
  private static final Set<String> FREE =
      Set.of(
          "annotations",
          "config",
          "data",
          "default",
          "defaultRequest",
          "hard",
          "labels",
          "limits",
          "matchLabels",
          "nodeSelector",
          "requests");

  private static final Set<String> FREE_PLACES =
      Set.of("Service /spec/selector", "ScaledObject /spec/triggers/0/metadata");

  @BeforeAll
  static void rendered() {
    Overlays.render("everything");
  }

  /** The object of each kind with most to say. */
  static Collection<Manifest> oneOfEachKind() {
    Map<String, Manifest> kinds = new TreeMap<>();
    Overlays.names().stream()
        .flatMap(overlay -> Overlays.render(overlay).stream())
        .sorted(Comparator.comparing(manifest -> manifest.tree().toString().length()))
        .forEach(manifest -> kinds.put(manifest.kind(), manifest));
    return kinds.values();
  }

  @ParameterizedTest
  @MethodSource("oneOfEachKind")
  void theModelFindsATypoAtEveryPlace(Manifest manifest) {
    assertEveryTypoIsFound(manifest, Models::problems);
  }

  @ParameterizedTest
  @MethodSource("oneOfEachKind")
  void theSchemaFindsATypoAtEveryPlace(Manifest manifest) {
    Schemas schemas = Schemas.load();
    assumeTrue(schemas.know(manifest), "no schema for " + manifest.kind());

    assertEveryTypoIsFound(manifest, schemas::problems);
  }

  private static void assertEveryTypoIsFound(
      Manifest manifest, Function<Manifest, List<String>> problems) {
    List<JsonPointer> places = new ArrayList<>();
    collect(manifest.tree(), JsonPointer.empty(), places);
    places.removeIf(place -> FREE_PLACES.contains(manifest.kind() + " " + place));

    assertThat(places)
        .hasSizeGreaterThan(1)
        .allSatisfy(
            place ->
                assertThat(problems.apply(withTypo(manifest, place)))
                    .anyMatch(problem -> problem.contains(TYPO)));
  }

  private static void collect(JsonNode node, JsonPointer place, List<JsonPointer> places) {
    if (node.isObject()) {
      places.add(place);
      node.fields()
          .forEachRemaining(
              field -> {
                if (!FREE.contains(field.getKey()) || field.getValue().isArray()) {
                  collect(field.getValue(), place.appendProperty(field.getKey()), places);
                }
              });
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      collect(node.get(i), place.appendIndex(i), places);
    }
  }

  private static Manifest withTypo(Manifest manifest, JsonPointer place) {
    JsonNode copy = manifest.tree().deepCopy();
    ((ObjectNode) copy.at(place)).put(TYPO, 1);
    return new Manifest(copy);
  }
}
