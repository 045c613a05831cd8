package gufo.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Every object of every overlay is one a cluster would take. */
class RenderedObjectsTest {

  /** Not among the published definitions at hand; their models know them. */
  private static final Set<String> WITHOUT_SCHEMA =
      Set.of("LimitRange", "PriorityClass", "ResourceQuota");

  @EveryOverlay
  void noObjectHasAFieldThatItsModelDoesNotKnow(String overlay) {
    assertThat(Overlays.render(overlay))
        .isNotEmpty()
        .allSatisfy(manifest -> assertThat(Models.problems(manifest)).isEmpty());
  }

  @EveryOverlay
  void everyObjectMeetsItsPublishedSchema(String overlay) {
    Schemas schemas = Schemas.load();

    assertThat(Overlays.render(overlay))
        .filteredOn(manifest -> !WITHOUT_SCHEMA.contains(manifest.kind()))
        .allSatisfy(manifest -> assertThat(schemas.know(manifest)).isTrue())
        .allSatisfy(manifest -> assertThat(schemas.problems(manifest)).isEmpty());
  }

  @EveryOverlay
  void noTwoObjectsOfAKindHaveOneName(String overlay) {
    assertThat(Overlays.render(overlay)).extracting(Manifest::toString).doesNotHaveDuplicates();
  }

  @EveryOverlay
  void noObjectIsASecret(String overlay) {
    Set<String> kinds =
        Overlays.render(overlay).stream()
            .map(Manifest::kind)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(kinds).doesNotContain("Secret").contains("Deployment");
  }
}
