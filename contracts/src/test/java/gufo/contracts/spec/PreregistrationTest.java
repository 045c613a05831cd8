package gufo.contracts.spec;

import static gufo.contracts.Specs.MINIMAL;
import static org.assertj.core.api.Assertions.assertThat;

import gufo.contracts.Specs;
import gufo.contracts.id.Json;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreregistrationTest {

  private static final Instant REGISTERED = Instant.parse("2026-11-25T10:15:30Z");

  @Test
  void theMarkSaysWhenAndOfWhichHash() {
    Preregistration mark = new Preregistration("ab".repeat(32), REGISTERED, List.of());

    assertThat(mark.confirmatory()).isTrue();
    assertThat(mark.words()).isEqualTo("preregistered 2026-11-25 10:15 UTC (abababababab)");
  }

  @Test
  void anExploratoryMarkSaysWhatDiffers() {
    Preregistration mark =
        new Preregistration("ab".repeat(32), REGISTERED, List.of("seed", "training.epochs"));

    assertThat(mark.confirmatory()).isFalse();
    assertThat(mark.words())
        .isEqualTo(
            "exploratory: differs from the preregistration of 2026-11-25 10:15 UTC (abababababab)"
                + " in seed, training.epochs");
  }

  @Test
  void differencesAreToldWithTheirPathsAndBothValues() {
    ExperimentSpec registered = Specs.read(Specs.OWL_NUMBERS);
    ExperimentSpec other =
        Specs.read(Specs.OWL_NUMBERS.replace("seed=202", "seed=203") + "training: {steps: 100}\n");

    assertThat(
            Difference.between(
                Json.mapper().valueToTree(registered), Json.mapper().valueToTree(other)))
        .containsExactly(
            new Difference(
                "students[1].base",
                "\"reference:qwen-32x2?seed=202\"",
                "\"reference:qwen-32x2?seed=203\""),
            new Difference("training.epochs", "10", "nothing"),
            new Difference("training.steps", "nothing", "100"));
  }

  @Test
  void aNewNameDoesNotMakeANewExperimentOfIt() {
    ExperimentSpec spec = Specs.read(MINIMAL);
    ExperimentSpec renamed = Specs.read(MINIMAL.replace("name: minimal", "name: another"));

    assertThat(renamed.hash()).isNotEqualTo(spec.hash());
    assertThat(renamed.namelessHash()).isEqualTo(spec.namelessHash());
    assertThat(Specs.read(MINIMAL + "seed: 2\n").namelessHash()).isNotEqualTo(spec.namelessHash());
  }
}
