package gufo.kit.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds of checkpoints wherever they lie. */
abstract class CheckpointsContract {

  static final String RECIPE = "r".repeat(64);

  @TempDir Path folder;
  Checkpoints checkpoints;

  /** A new, empty place. */
  abstract Place place() throws IOException;

  /** How many whole checkpoints of the recipe lie there. */
  abstract int kept() throws IOException;

  /** How many files or objects of its checkpoints lie there. */
  abstract int left() throws IOException;

  @BeforeEach
  void anEmptyStore() throws IOException {
    checkpoints = place().checkpoints();
  }

  @Test
  void workThatNeverSavedHasNone() {
    assertThat(checkpoints.last(RECIPE, folder)).isEmpty();
  }

  @Test
  void theNewestCountsAndEarlierOnesGo() throws IOException {
    save(1, "10");
    save(1, "20");

    assertThat(step()).hasContent("20");
    assertThat(kept()).isEqualTo(1);
  }

  @Test
  void anOutrunAttemptNeitherHidesNorRemovesALaterOnes() throws IOException {
    save(2, "20");
    save(1, "30");

    assertThat(step()).hasContent("20");
  }

  @Test
  void aHalfWrittenCheckpointIsNeverSeen() throws IOException {
    save(1, "10");

    assertThatThrownBy(
            () ->
                checkpoints.save(
                    RECIPE,
                    1,
                    into -> {
                      Files.writeString(into.resolve("step"), "2");
                      assertThat(step()).hasContent("10");
                      throw new IOException("disk full");
                    }))
        .hasMessage("disk full");

    assertThat(step()).hasContent("10");
  }

  @Test
  void finishedWorkLeavesNone() throws IOException {
    save(1, "10");

    checkpoints.drop(RECIPE);

    assertThat(checkpoints.last(RECIPE, folder)).isEmpty();
    assertThat(left()).isZero();
  }

  void save(long attempt, String step) throws IOException {
    checkpoints.save(RECIPE, attempt, into -> Files.writeString(into.resolve("step"), step));
  }

  Path step() {
    return checkpoints.last(RECIPE, folder).orElseThrow().resolve("step");
  }
}
