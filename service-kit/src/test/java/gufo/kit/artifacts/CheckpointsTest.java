package gufo.kit.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {

  private static final String RECIPE = "r".repeat(64);

  @TempDir Path folder;
  private Checkpoints checkpoints;

  @BeforeEach
  void anEmptyStore() {
    checkpoints = new Checkpoints(TestStore.in(folder));
  }

  @Test
  void workThatNeverSavedHasNone() {
    assertThat(checkpoints.last(RECIPE)).isEmpty();
  }

  @Test
  void theNewestCountsAndEarlierOnesGo() throws IOException {
    save(1, "10");
    save(1, "20");

    assertThat(step()).hasContent("20");
    assertThat(folder.resolve("checkpoints").resolve(RECIPE)).isDirectoryContaining("glob:**");
    try (var kept = Files.list(folder.resolve("checkpoints").resolve(RECIPE))) {
      assertThat(kept).hasSize(1);
    }
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

    assertThat(checkpoints.last(RECIPE)).isEmpty();
    assertThat(folder.resolve("checkpoints").resolve(RECIPE)).doesNotExist();
  }

  private void save(long attempt, String step) throws IOException {
    checkpoints.save(RECIPE, attempt, into -> Files.writeString(into.resolve("step"), step));
  }

  private Path step() {
    return checkpoints.last(RECIPE).orElseThrow().resolve("step");
  }
}
